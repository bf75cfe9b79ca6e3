-- What no map of ours keeps.
return { marks = {
	{ lat = "35.1", long = "37.1", mark = "Location dot red.svg", label = "Redtown" },
	{ lat = "35.2", long = "37.2", mark = "Abm-red-icon.png", label = "[[8th Brigade]]" },
	{ lat = "35.3", long = "37.3", mark = "Abm-red-icon.png", label = "[[Brigade 93 base]]" },
	{ lat = "35.4", long = "37.4", mark = "Location dot red.svg", label = "Convoy on the move" },
	{ lat = "35.5", long = "37.5", mark = "Location dot red.svg", label = "USS Something" },
	{ lat = "35.6", long = "37.6", mark = "Tank icon red.svg", label = "Redville" },
	{ lat = "35.7", long = "37.7", mark = "Fighter-jet-red-icon.svg", label = "Red Airport" },
	{ lat = "35.8", long = "37.8", mark = "Arrow red north.svg" },
	{ lat = "35.9", long = "37.9", mark = "Abm-yellow-icon.png", label = "Drone base" },
	{ lat = "36.0", long = "38.0", mark = "Location dot red.svg", label = "Armyanka" },
	{ lat = "36.1", long = "38.1", mark = "Abm-red-icon.png", label = "Redbase", link = "4th Regiment" },
} }
