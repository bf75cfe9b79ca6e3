-- Mistakes as people make them; each stands on a line of its own.
return { marks = {
	{ lat = "95.0", long = "37.1", mark = "Location dot red.svg", label = "Beyond the pole" },
	{ lat = "35.0", long = "197.1", mark = "Location dot red.svg", label = "Beyond the date line" },
	{ lat = "XX.XXX", long = "YY.YYY", mark = "Location dot red.svg", label = "Template" },
	{ lat = 0/0, long = 37.1, mark = "Location dot red.svg", label = "Not a number" },
	{ lat = "35.1", mark = "Location dot red.svg", label = "No longitude" },
	{ long = "37.1", mark = "Location dot red.svg", label = "No latitude" },
	{ lat = "35.2", long = "37.2", label = "No mark" },
	{ lat = "35.3", lat = "35.4", long = "37.3", mark = "Location dot red.svg", label = "Twice" },
	{ lat = "35.5", long = "37.5", mark = "Location dot red.svg", label = "No comma after this" }
	{ lat = "35.6", long = "37.6", mark = "Location dot red.svg", marksize = "1ma3", label = "Odd size" },
	{ lat = "35.7", long = "37.7", mark = "Location dot red.svg", label = "Not closed },
	{ lat = "35.8", long = "37.8", mark = "Location dot red.svg", label = "Repeated" },
	{ lat = "35.8", long = "37.8", mark = "Location dot red.svg", label = "Repeated" },
	{ lat = "35.9", long = "37.9", mark = "Location dot red.svg", label = f(x) },
	{ lat = "36.0", long = "38.0", mark = (wide and "Location dot red.svg" or "Location dot black.svg"), label = "Choice" },
	{ lat = "36.1", long = "38.1", mark = "Location dot red.svg", label = "Last" },
} }
