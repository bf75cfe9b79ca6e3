-- Several marks at one spot.
return { marks = {
	{ lat = "35.1", long = "37.1", mark = "Location dot lime.svg", marksize = "20" },
	{ lat = "35.1", long = "37.1", mark = "Location dot red.svg", marksize = "12", label = "Red in lime" },
	{ lat = "35.2", long = "37.2", mark = "Location dot red.svg", marksize = "8", label = "Three" },
	{ lat = "35.2", long = "37.2", mark = "Dot yellow ff4.svg", marksize = "14" },
	{ lat = "35.2", long = "37.2", mark = "Location dot black.svg", marksize = "20" },
	{ lat = "35.3", long = "37.3", mark = "Location dot red.svg", label = "Same size" },
	{ lat = "35.3", long = "37.3", mark = "Location dot black.svg", label = "Same size" },
	{ lat = "35.4", long = "37.4", mark = "Location dot red.svg", label = "Airtown" },
	{ lat = "35.4", long = "37.4", mark = "Fighter-jet-red-icon.svg", label = "Airtown Airport" },
	{ lat = "35.5", long = "37.5", mark = "Location dot red.svg", label = "One name" },
	{ lat = "35.5", long = "37.5", mark = "Location_dot_red.svg", label = "Another name" },
	{ lat = "35.50", long = 37.5, mark = "File:location dot red.svg", label = "One name" },
} }
