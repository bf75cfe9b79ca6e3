-- Our own map of a made-up Syria: one entry for each form of mark. The first and the last entry stand on lines 12 and 60.
return {
	secondaryModules = {
		[[Module:Map of a made-up neighbour]],
		--[[Module:Map that is commented out]]--, -- too large
	},
	marks = {
		-- dots
		--{ lat = "35.000", long = "37.000", mark = "Location dot red.svg", label = "commented out" },
		--[[ { lat = "35.000", long = "37.000", mark = "Location dot red.svg" },
		{ lat = "35.000", long = "37.000", mark = "Location dot red.svg" }, ]]
		{ lat = "35.001", long = "37.001", mark = "Location dot red.svg", marksize = "28", label = "[[Redtown]]", link = "Redtown", label_size = "140", position = "left" },
		{ lat = "35.002", long = "37.002", mark = "Location_dot_red.svg", marksize = "8", label = "[[Redville, Somewhere|Redville]]" },
		{ lat = "35.003", long = "37.003", mark = "File:location dot black.svg", label = "Blackton" },
		{lat= 35.004, long= 37.004, mark= "Dot_yellow_ff4.svg", marksize=8, label= "[[Yellowton|Yellow&nbsp;ton <small>(Zer)</small>]]", label_size=0}, -- no blanks
		{ lat = '35.005', long = '37.005', mark = 'Dot green 0d0.svg', label = '\'\'\'Limeton\'\'\'' },
		{ lat = "35.006", long = "37.006", mark = [[Map-dot-grey-68a.svg]], label = "[[#Greyton|Greyton]]" };
		{ lat = "35.007", long = "37.007", mark = "Image:Location dot green.svg", link = "Greenton" },
		-- the country
		{ lat = "35.008", long = "37.008", mark = "3x3dot-yellow.svg", marksize = "30" },
		{ lat = "35.009", long = "37.009", mark = "4x4dot-black.svg" },
		-- kinds of places
		{ lat = "35.010", long = "37.010", mark = "Abm-red-icon.png", label = "[[Fort Red]]" },
		{ lat = "35.011", long = "37.011", mark = "Abm-yellow-icon-2.png", label = "Yellow base" },
		{ lat = "35.012", long = "37.012", mark = "Fighter-jet-red-icon.svg", label = "[[Red Airport]]" },
		{ lat = "35.013", long = "37.013", mark = "Helicopter-grey-icon.svg", label = "Grey heliport" },
		{ lat = "35.014", long = "37.014", mark = "anchor pictogram red.svg", label = "Red harbour" },
		{ lat = "35.015", long = "37.015", mark = "Icon NuclearPowerPlant-black.svg", label = "Black works" },
		{ lat = "35.016", long = "37.016", mark = "Gota02.svg", label = "Lime oil" },
		{ lat = "35.017", long = "37.017", mark = "Icon-Oil-red.svg", label = "Red oil" },
		{ lat = "35.018", long = "37.018", mark = "Map-peak-red.svg", label = "Red hill" },
		{ lat = "35.019", long = "37.019", mark = "BSicon STR+r grey.svg", label = "Grey dam" },
		-- two colours and three
		{ lat = "35.020", long = "37.020", mark = "80x80-red-lime-anim.gif", label = "Foughtton" },
		{ lat = "35.021", long = "37.021", mark = "80x80-red-lime-yellow-anim.gif", label = "Threeton" },
		{ lat = "35.022", long = "37.022", mark = "Red-black-square-anim.gif", label = "Squareton" },
		{ lat = "35.023", long = "37.023", mark = "Map-ctl2-red+yellow.svg", label = "Mixton" },
		{ lat = "35.024", long = "37.024", mark = "Map-ctl3-red+lime+yellow.svg", label = "Mixthree" },
		{ lat = "35.025", long = "37.025", mark = "Location dot lime-black.svg", label = "Twodot" },
		{ lat = "35.026", long = "37.026", mark = "LACMTA Circle Purple Line.svg", label = "Truceton" },
		-- sieges: who presses, not who holds
		{ lat = "35.001", long = "37.001", mark = "Map-circle-lime.svg", marksize = "34" },
		{ lat = "35.002", long = "37.002", mark = "map-arcNE-black.svg", marksize = "12" },
		{ lat = "35.002", long = "37.002", mark = "Map-arcSS-black.svg", marksize = "12" },
		-- symbols without a holder, and the dots that they stand with
		{ lat = "35.027", long = "37.027", mark = "Mountain pass 12x12 e.svg", marksize = "20" },
		{ lat = "35.027", long = "37.027", mark = "Location dot red.svg", marksize = "6", label = "[[Redgate]]" },
		{ lat = "35.028", long = "37.028", mark = "Arch dam 12x12 s.svg", marksize = "16" },
		{ lat = "35.028", long = "37.028", mark = "Dot yellow ff4.svg", marksize = "6", label = "Yellow barrage" },
		{ lat = "35.029", long = "37.029", mark = "Arch dam 12x12 w.svg", label = "Dam without a dot" },
		-- pictures and carriers of labels
		{ lat = "35.2", long = "38.8", mark = "Syria location map road overlay.svg", marksize = 2500 },
		{ lat = "35.3", long = "38.9", mark = "Location dot red.svg", marksize = "1", label = "NEIGHBOUR" },
		-- of no known colour, and of no known form
		{ lat = "35.030", long = "37.030", mark = "Location dot purple.svg", label = "Purpleton" },
		{ lat = "35.031", long = "37.031", mark = "Locaton dot red.svg", label = "Misspelt" },
		{ lat = "35.032", long = "37.032", mark = "Locaton dot red.svg", label = "Misspelt again" },
	},
	containerArgs = {
		'Nowhere',
		float = 'left',
		width = 4500,
		caption = [=['''Hold the cursor over a place''' [[File:Location dot red.svg|11px]] [[Cabinet|Government]] ; [[File:Location_dot_purple.svg|11px]] Purple league<br />
Rural presence : [[File:3x3dot-red.svg|11px]] [[File:3x3dot-lime.svg|11px]] ]=]
	}
}
