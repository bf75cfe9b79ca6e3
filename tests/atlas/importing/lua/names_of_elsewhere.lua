local m = mw.loadData('Module:Middle East conflicts map marks')
return {
	marks = {
		{ lat = 35.1, long = 37.1, mark = m.gov, marksize = 12, label = "[[Aton]]", label_size = 0 },
		{ lat = 35.2, long = 37.2, mark = m.SDF_base, marksize = 8, label = "[[Bton Camp]]", label_size = 0 },
		{ lat = 35.3, long = 37.3, mark = m.IS_air, marksize = 8, label = "[[Cton Airport]]", label_size = 0 },
		{ lat = 35.4, long = 37.4, mark = m.stable_gov_SDF, marksize = 8, label = "[[Dton]]", label_size = 0 },
		{ lat = 35.5, long = 37.5, mark = m.opp, marksize = 8, label = "[[Eton]]", label_size = 0},
		{ lat = 35.6, long = 37.6, mark = m.gov_opp_IS, marksize = 8, label = "[[Fton]]", label_size = 0 },
		{ lat = 35.7, long = 37.7, mark = m.gov_hill, marksize = 8, label = "[[G (1006)]]", label_size = 0 },
		{ lat = 35.8, long = 37.8, mark = m.SDF_oil, marksize = 8, label = "[[Hton Oil Field]]", label_size = 0 },
		{ lat = 35.1, long = 37.1, mark = m.opp_NE, marksize = 8 },
		{ lat = 35.9, long = 37.9, mark = m.wholly_new, marksize = 8, label = "[[Iton]]" },
		{ lat = 35.9, long = 37.8, mark = m.icon("gov"), marksize = 8, label = "[[Jton]]" },
	},
}
