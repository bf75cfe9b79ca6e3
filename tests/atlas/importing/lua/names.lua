-- Our own map of a made-up Ukraine, with names at its head.
local red = "Location dot red.svg"
local blue, grey <const> = 'Location dot ' .. "blue.svg", [==[
Location dot grey.svg]==]
mk = { ukr = blue, rus = red; ["con"] = "80x80-red-blue-anim.gif", jets = { rus = 'Fighter-jet-red-icon.svg' } }
lp = { b = "bottom" }
mk.shr = "Map-ctl2-" .. "red" .. '+' .. "blue" .. ".svg"
local north, east = 48, 36 + 30 / 60

local function place(x) if x then return { lat = 1, long = 1, mark = red } end end

local marks = {
	{ lat = north + 12/60 + 36/3600, long = east, mark = mk.ukr, position = lp.b, label = "Degreeton" },
	{ ["lat"] = "48.5", ['long'] = -(-36.25), mark = mk["con"], label = "Fought" .. "ton" },
	{ lat = 0x30, long = 3.65e1, mark = red; label = "Hexton" };
	{ lat = (97 - 1) / 2 ^ 1, long = 36.75, mark = mk.jets.rus, label = "Redport" },
	{ lat = "48.1", long = "36.1", mark = mk.shr, label = "Shareton" },
	{ label = "Greyzone", mark = grey, long = "36.2", lat = "48.2" },
	{ lat = "48.3", long = "36.3", mark = mk.nosuch, label = "Nosuchton" },
}
return { marks = marks, old = { nested = { { { lat = "48.4", long = "36.4", mark = blue, label = "Deepton" } } } } }
