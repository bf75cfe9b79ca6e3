"""Who holds a figure's ground and what it is a part of, sentence by sentence, in words of our own.

A row is a text and what is read from it: quote, holder and base of every figure, in order.
"""

from __future__ import annotations

import pytest

from whoholds.reading.figures.find import find_figures

Row = tuple[str, str | None, str | None]

ROWS: list[tuple[str, list[Row]]] = [
    (
        "The Orulandish invaders, backed by their allies, today occupy almost a third of our national territory.",
        [("almost a third", "Orulandish invaders", "national territory")],
    ),
    (
        "More than a third of the Republic of Cyprus remains under the military occupation of Turkey.",
        [("More than a third", "Turkey", "Republic of Cyprus")],
    ),
    ("Nearly 37 per cent of Cyprus is still under Turkish occupation.", [("Nearly 37 per cent", "Turkey", "Cyprus")]),
    (
        "The Frente Popular now administers three quarters of Mozambique, and its fighters move freely in the rest.",
        [("three quarters", "Frente Popular", "Mozambique")],
    ),
    (
        "Eighty per cent of Angola is in the hands of the liberation movement led by Dr. Neto.",
        [("Eighty per cent", "liberation movement", "Angola")],
    ),
    ("We have liberated two thirds of Guinea-Bissau from the colonial army.", [("two thirds", "we", "Guinea-Bissau")]),
    (
        "Armenia has kept one fifth of the territory of Azerbaijan under occupation since 1993.",
        [("one fifth", "Armenia", "Azerbaijan")],
    ),
    (
        "Twenty per cent of Azerbaijani territory was seized by Armenian forces.",
        [("Twenty per cent", "Armenian forces", "Azerbaijan")],
    ),
    (
        "As a result of the aggression, 20 per cent of the territory of my country, Azerbaijan, is "
        "occupied by Armenia.",
        [("20 per cent", "Armenia", "Azerbaijan")],
    ),
    (
        "Serbia and its proxies have taken 70 per cent of Bosnia and Herzegovina.",
        [("70 per cent", "Serbia and its proxies", "Bosnia and Herzegovina")],
    ),
    (
        "Russian troops, who entered the region in August, still hold 18 percent of Georgian territory.",
        [("18 percent", "Russian troops", "Georgia")],
    ),
    (
        "The al-Shabaab militants have been driven out of 12 towns in southern Somalia by African Union soldiers.",
        [("12 towns", "al-Shabaab militants", "southern Somalia")],
    ),
    (
        "In Yemen, the Houthis hold a quarter of the land but two thirds of the population lives under them.",
        [("a quarter", "Houthis", "Yemen"), ("two thirds", "Houthis", "Yemen")],
    ),
    (
        "The army holds 40 percent of Sudan, the rebels 30 percent and the jihadists 10 percent.",
        [("40 percent", "army", "Sudan"), ("30 percent", "rebels", "Sudan"), ("10 percent", "jihadists", "Sudan")],
    ),
    (
        "Islamic State lost 14 percent of the ground that it held in Iraq last year.",
        [("14 percent", "Islamic State", "ground that it held in Iraq last year")],
    ),
    ("The group still controls ten villages around Baghouz.", [("ten villages", "group", "Baghouz")]),
    ("Daesh has been beaten back. The group still holds a tenth of Mosul.", [("a tenth", "Daesh", "Mosul")]),
    (
        "Syrian government forces entered Aleppo in December. They now control 90 percent of the city.",
        [("90 percent", "Syrian government forces", "Aleppo")],
    ),
    (
        "The Taliban stormed Kunduz on Monday. By nightfall half of the city was under their control.",
        [("half", "Taliban", "Kunduz")],
    ),
    (
        "The invaders hold 30 of our villages in the Fashaga border strip.",
        [("30 of our villages", "invaders", "Fashaga")],
    ),
    (
        "Kurdish fighters, supported by air strikes, recaptured 15 villages from ISIS near Kobane on Friday.",
        [("15 villages", "Kurdish fighters", "Kobane")],
    ),
    (
        "Fifteen villages near Kobane were recaptured from Islamic State by Kurdish fighters.",
        [("Fifteen villages", "Kurdish fighters", "Kobane")],
    ),
    (
        "The Syrian army said on Sunday it had seized five hilltops in northern Latakia.",
        [("five hilltops", "Syrian army", "northern Latakia")],
    ),
    (
        "The monitoring group said that the Islamists had taken three districts of Ramadi.",
        [("three districts", "Islamists", "Ramadi")],
    ),
    (
        "Rebels seized control of two neighbourhoods in the west of Aleppo, the Observatory said.",
        [("two neighbourhoods", "Rebels", "west of Aleppo")],
    ),
    (
        "About 40,000 civilians are trapped in the rebel-held eastern districts of the city of Homs.",
        [("About 40,000 civilians", "rebels", "Homs")],
    ),
    (
        "Government forces control 70 percent of Deraa province and the rebels the remaining 30 percent.",
        [("70 percent", "Government forces", "Deraa province"), ("30 percent", "rebels", "Deraa province")],
    ),
    (
        "Israel captured the Golan Heights from Syria in 1967 and annexed 1,200 square kilometres of the plateau.",
        [("1,200 square kilometres", "Israel", "plateau")],
    ),
    (
        "Ethiopia withdrew from 25 towns in central Somalia, leaving them to the militants.",
        [("25 towns", "Ethiopia", "Somalia")],
    ),
    (
        "Ukraine has retaken more than 1,000 square kilometres in the Kharkiv region.",
        [("more than 1,000 square kilometres", "Ukraine", "Kharkiv region")],
    ),
    (
        "Ukraine's army has retaken more than 40 settlements in the south.",
        [("more than 40 settlements", "Ukraine's army", None)],
    ),
    (
        "Our armed forces have freed 1,200 square kilometres of Ukrainian land from the enemy.",
        [("1,200 square kilometres", "armed forces", "Ukraine")],
    ),
    ("The enemy occupies a fifth of our land.", [("a fifth", "enemy", "land")]),
    (
        "UNITA rebels regained six municipalities in Malanje province.",
        [("six municipalities", "UNITA rebels", "Malanje province")],
    ),
    (
        "The Polisario Front holds about 20 percent of Western Sahara and Morocco the remaining 80 percent.",
        [("about 20 percent", "Polisario Front", "Western Sahara"), ("80 percent", "Morocco", "Western Sahara")],
    ),
    (
        "Morocco administers roughly three-quarters of Western Sahara.",
        [("roughly three-quarters", "Morocco", "Western Sahara")],
    ),
    (
        "By 1999 the Taliban controlled 90 percent of Afghanistan, and the Northern Alliance was "
        "confined to the north-east.",
        [("90 percent", "Taliban", "Afghanistan")],
    ),
    (
        "The Khmer Rouge kept 10 to 15 percent of Cambodia until 1996.",
        [("10 to 15 percent", "Khmer Rouge", "Cambodia")],
    ),
    (
        "LTTE cadres lost 1,500 sq km of the Vanni jungle to the Sri Lankan army.",
        [("1,500 sq km", "LTTE cadres", "Vanni")],
    ),
    (
        "The Sri Lankan army captured 1,500 sq km of the Vanni jungle from the Tigers.",
        [("1,500 sq km", "Sri Lankan army", "Vanni")],
    ),
    (
        "The M23 movement has occupied eight localities in Rutshuru territory, in the east of the "
        "Democratic Republic of the Congo.",
        [("eight localities", "M23 movement", "Rutshuru")],
    ),
    (
        "Foreign troops are stationed in one third of our country, Cyprus, against the will of its people.",
        [("one third", "Foreign troops", "Cyprus")],
    ),
    ("Half of Jerusalem was in Jordanian hands until 1967.", [("Half", "Jordan", "Jerusalem")]),
    (
        "Since the spring offensive the junta has lost 40 townships to the Brotherhood Alliance.",
        [("40 townships", "junta", None)],
    ),
    (
        "The Arakan Army has overrun nine of the 17 townships in Rakhine State.",
        [("nine of the 17 townships", "Arakan Army", "Rakhine State")],
    ),
    (
        "Iraqi forces backed by Shi'ite militias have retaken 60 percent of Tikrit, Prime Minister "
        "Haider al-Abadi said.",
        [("60 percent", "Iraqi forces backed by Shi'ite militias", "Tikrit")],
    ),
    (
        "The United States says the coalition has reclaimed 98 percent of the territory once held "
        "by the group in Iraq and Syria.",
        [("98 percent", "coalition", "territory once held by the group in Iraq and Syria")],
    ),
    (
        "Peru's Shining Path dominated some 30 per cent of the national territory in 1990.",
        [("some 30 per cent", "Peru's Shining Path", "Peru")],
    ),
    (
        "Boko Haram fighters overran at least 11 local government areas in Borno State.",
        [("at least 11 local government areas", "Boko Haram fighters", "Borno State")],
    ),
    (
        "The Libyan National Army, commanded by Khalifa Haftar, controls two thirds of Libya.",
        [("two thirds", "Libyan National Army", "Libya")],
    ),
    (
        "Kosovo's Serbs control three northern municipalities.",
        [("three northern municipalities", "Kosovo's Serbs", "Kosovo")],
    ),
    (
        "Croatia has regained control of 10,000 square kilometres that had been occupied by the Serbs since 1991.",
        [("10,000 square kilometres", "Croatia", None)],
    ),
    ("The Kurds lost Afrin and 30 villages to Turkey and allied rebels.", [("30 villages", "Kurds", None)]),
    ("India claims that China occupies 38,000 sq km of Aksai Chin.", [("38,000 sq km", "China", "Aksai Chin")]),
    (
        "Pakistan controls one-third of Kashmir and India controls the other two-thirds.",
        [("one-third", "Pakistan", "Kashmir"), ("two-thirds", "India", "Kashmir")],
    ),
    ("Eritrea is in possession of four of our border towns.", [("four of our border towns", "Eritrea", None)]),
    (
        "Two provinces of my country have been annexed by a neighbouring State.",
        [("Two provinces", "neighbouring State", "country")],
    ),
    (
        "As many as 60 settlements in the Donetsk region are now in Kyiv's hands.",
        [("As many as 60 settlements", "Kyiv", "Donetsk region")],
    ),
    (
        "The troops of General Haftar advanced 25 kilometres towards Tripoli.",
        [("25 kilometres", "troops of General Haftar", "Tripoli")],
    ),
    (
        "Hezbollah and the Syrian army tightened their grip on Zabadani, where they hold 80 percent of the town.",
        [("80 percent", "Hezbollah and the Syrian army", "Zabadani")],
    ),
    (
        "By the end of 1942 the Axis powers held two thirds of the island of New Guinea.",
        [("two thirds", "Axis powers", "New Guinea")],
    ),
    (
        "On 14 March, YPG forces captured four villages south of Ras al-Ayn, bringing the front closer to the border.",
        [("four villages", "YPG forces", "Ras al-Ayn")],
    ),
    (
        "The following day, SDF fighters seized seven villages from ISIL west of Ain Issa.",
        [("seven villages", "SDF fighters", "Ain Issa")],
    ),
    ("On 7 May the Wagner Group was said to be in control of 95% of Bakhmut.", [("95%", "Wagner Group", "Bakhmut")]),
    (
        "As of June 2015 rebels held an estimated 70% of Daraa Governorate, with the government "
        "holding the provincial capital.",
        [("an estimated 70%", "rebels", "Daraa Governorate")],
    ),
    (
        "The Soviet Union annexed about 52% of the territory of interwar Poland, with over 13 million people.",
        [("about 52%", "Soviet Union", "Poland")],
    ),
    (
        "Under the Treaty of Trianon, Hungary lost two-thirds of its territory and a third of its "
        "ethnic Hungarian population.",
        [("two-thirds", "Hungary", "Hungary"), ("a third", "Hungary", "Hungary")],
    ),
    (
        "Under the armistice, Finland ceded 11 percent of its area to the Soviet Union.",
        [("11 percent", "Finland", "Finland")],
    ),
    (
        "In August 2014, pro-Russian separatists controlled about a third of the Donbas, including "
        "the city of Donetsk.",
        [("about a third", "pro-Russian separatists", "Donbas")],
    ),
    (
        "Turkish forces have occupied the northern third of the island since 1974.",
        [("third", "Turkish forces", "island")],
    ),
    (
        "about 20% of the country remains under Russian occupation, including Abkhazia and South Ossetia",
        [("about 20%", "Russia", "country")],
    ),
    (
        "The Government of Sudan controls only two of the five states of Darfur.",
        [("two of the five states", "Government of Sudan", "Darfur")],
    ),
    (
        "Mr. President, one third of my country is occupied by foreign troops.",
        [("one third", "foreign troops", "country")],
    ),
    (
        "Lesotho notes that South Africa still rules over 1.2 million people in Namibia against their will.",
        [("1.2 million people", "South Africa", "Namibia")],
    ),
    (
        "Portugal is no longer master of more than one third of the territory of Mozambique, where "
        "FRELIMO has set up its own administration.",
        [("more than one third", "Portugal", "Mozambique")],
    ),
    ("SWAPO combatants now operate in over half of Namibia.", [("over half", "SWAPO combatants", "Namibia")]),
    (
        "Libya's troops occupied the Aouzou strip, an area of 114,000 square kilometres in northern Chad.",
        [("114,000 square kilometres", "Libya's troops", "northern Chad")],
    ),
    (
        "The Lon Nol clique clings to Phnom Penh while the patriotic forces hold nine tenths of "
        "Cambodia and 80 per cent of its population.",
        [("nine tenths", "patriotic forces", "Cambodia"), ("80 per cent", "patriotic forces", "Cambodia")],
    ),
    (
        "The militants, who have sworn loyalty to Islamic State, seized large parts of Marawi and "
        "at one point held a fifth of the city.",
        [("a fifth", "militants", "Marawi")],
    ),
    (
        "Israel's army has expanded its buffer zone and now holds more than half of the Gaza Strip.",
        [("more than half", "Israel's army", "Gaza")],
    ),
    (
        "The zone, 10 kilometres deep, is held by Turkish soldiers and their Syrian proxies.",
        [("10 kilometres", "Turkish soldiers and their Syrian proxies", "zone")],
    ),
    (
        "Ninety per cent of the Strip is under evacuation orders or held by the Israeli army.",
        [("Ninety per cent", "Israeli army", "Strip")],
    ),
    (
        "More than 100000 people are besieged by government forces in Eastern Ghouta.",
        [("More than 100000 people", "government forces", "Eastern Ghouta")],
    ),
    (
        "The regime regained three villages and a hill in the southern countryside of Idlib after heavy shelling.",
        [("three villages", "regime", "southern countryside of Idlib")],
    ),
    (
        "Al Nusra Front and allied factions seized nine villages in Hama province since the "
        "offensive was launched a week ago.",
        [("nine villages", "Al Nusra Front and allied factions", "Hama province")],
    ),
    (
        "Turkish-backed rebels captured three villages from Islamic State in north Aleppo on Wednesday a monitor said.",
        [("three villages", "Turkish-backed rebels", "north Aleppo")],
    ),
    (
        "A military source told SANA that army units established control over five villages in Deir Hafer area.",
        [("five villages", "army units", "Deir Hafer")],
    ),
    (
        "The US-backed forces hold around 75 per cent of Raqqa according to the coalition.",
        [("around 75 per cent", "US-backed forces", "Raqqa")],
    ),
    (
        "ISIS controls 70 percent of the Yarmouk camp in southern Damascus, activists said.",
        [("70 percent", "ISIS", "Yarmouk camp")],
    ),
    (
        "When I took office, ISIS held 20,000 square miles in Iraq and Syria; today our soldiers have freed all of it.",
        [("20,000 square miles", "ISIS", "Iraq and Syria")],
    ),
    (
        "In 1940 Germany occupied three fifths of France, and the Vichy regime governed the rest.",
        [("three fifths", "Germany", "France")],
    ),
    (
        "Nearly half of Korea's northern provinces had been cleared by United Nations troops by October.",
        [("Nearly half", "United Nations troops", "Korea")],
    ),
    (
        "The Kachin Independence Army, which lost its headquarters in 2005, has since captured 14 "
        "towns in Kachin State and in northern Shan.",
        [("14 towns", "Kachin Independence Army", "Kachin State")],
    ),
    ("Tigrayan rebels pushed 60 km into the Amhara region.", [("60 km", "Tigrayan rebels", "Amhara region")]),
    (
        "The area under the control of the Sendero column has shrunk to 2,000 square km.",
        [("2,000 square km", "Sendero column", None)],
    ),
    (
        "El Salvador's guerrillas hold about a fifth of the country, mostly in Chalatenango and Morazan.",
        [("about a fifth", "El Salvador's guerrillas", "El Salvador")],
    ),
    (
        "Contra units, armed from abroad, at no time held more than 5 per cent of Nicaraguan soil.",
        [("more than 5 per cent", "Contra units", "Nicaragua")],
    ),
    (
        "French and Malian soldiers have since won back Gao, Timbuktu and ten smaller towns.",
        [("ten smaller towns", "French and Malian soldiers", None)],
    ),
    (
        "Eight of the ten districts of Mogadishu are held by the Transitional Government with help "
        "from Ugandan troops.",
        [("Eight of the ten districts", "Transitional Government", "Mogadishu")],
    ),
    (
        "Jordan controlled the West Bank, 5,655 square kilometres, until June 1967.",
        [("5,655 square kilometres", "Jordan", "West Bank")],
    ),
    (
        "RSF fighters are in control of most of Khartoum and all five states of Darfur.",
        [("all five states", "RSF fighters", "Darfur")],
    ),
    (
        "Cyprus is a small country. Thirty-seven per cent of its territory has been under the "
        "occupation of Turkish troops for thirty years.",
        [("Thirty-seven per cent", "Turkish troops", "Cyprus")],
    ),
    (
        "The tragedy of Cyprus continues. Turkey invaded the island in 1974 and still occupies 36 "
        "per cent of its territory.",
        [("36 per cent", "Turkey", "Cyprus")],
    ),
    (
        "Azerbaijan wants peace. But one fifth of our territory is still occupied, and a million of"
        " our citizens are refugees.",
        [("one fifth", None, "Azerbaijan")],
    ),
    (
        "Ukraine has suffered much. Russia now holds nearly a fifth of our country.",
        [("nearly a fifth", "Russia", "Ukraine")],
    ),
    (
        "The people of Kampuchea fight on. The Vietnamese army holds the towns, but our guerrillas "
        "control 80 per cent of the countryside.",
        [("80 per cent", "guerrillas", "countryside")],
    ),
    (
        "In Afghanistan the resistance is strong. Although the foreign army numbers over 100,000 "
        "men, the Mujahidin control more than 80 per cent of the country.",
        [("more than 80 per cent", "Mujahidin", "Afghanistan")],
    ),
    (
        "Israel took the West Bank in the war of 1967. It has since seized 52 per cent of the land "
        "there for settlements.",
        [("52 per cent", "Israel", "West Bank")],
    ),
    (
        "South Africa continues its aggression against Angola. Its troops occupy parts of Cunene "
        "province, and its proxies are active in six provinces.",
        [("six provinces", "proxies", "Angola")],
    ),
    (
        "The rebels of Charles Taylor entered Liberia in December 1989. Within six months they held"
        " nine of the country's thirteen counties.",
        [("nine of the country's thirteen counties", "rebels of Charles Taylor", "Liberia")],
    ),
    (
        "The Revolutionary United Front refuses to disarm. It still occupies over half of Sierra "
        "Leone and all of its diamond fields.",
        [("over half", "Revolutionary United Front", "Sierra Leone")],
    ),
    (
        "Rwandan and Ugandan troops have crossed our borders. They occupy seven of the eleven "
        "provinces of the Democratic Republic of the Congo.",
        [("seven of the eleven provinces", "Rwandan and Ugandan troops", "Democratic Republic of the Congo")],
    ),
    (
        "Syria has regained its strength. With the help of its allies, the Syrian Arab Army has "
        "liberated more than 90 per cent of the country from terrorism.",
        [("more than 90 per cent", "Syrian Arab Army", "Syria")],
    ),
    (
        "Lebanon will not rest. Israel holds a strip 15 kilometres deep along our southern border.",
        [("15 kilometres", "Israel", "southern border")],
    ),
    (
        "Morocco and the Polisario Front have been at war since 1975. The Moroccan army has built a"
        " wall and holds the western two thirds of the Territory.",
        [("two thirds", "Moroccan army", "Territory")],
    ),
    (
        "The situation in Bosnia and Herzegovina is grave. The Serbs, who make up one third of the "
        "population, have taken more than two thirds of the Republic by force.",
        [("more than two thirds", "Serbs", "Republic")],
    ),
    (
        "Ethiopian forces launched an offensive in May. They took Barentu and advanced 100 kilometres into Eritrea.",
        [("100 kilometres", "Ethiopian forces", "Eritrea")],
    ),
    (
        "Georgia calls on the world. Five villages along the line have been seized by the occupying forces since 2011.",
        [("Five villages", "occupying forces", None)],
    ),
    (
        "In early 2016, the army began an offensive north of Aleppo. It captured six villages and "
        "broke the siege of Nubl.",
        [("six villages", "army", None)],
    ),
    (
        "Manbij was attacked by the SDF in June. By 20 June they had surrounded the city; by late "
        "July 45 percent of it was under their control.",
        [("45 percent", "SDF", "Manbij")],
    ),
    (
        "Sirte fell to ISIL in 2015. GNA-aligned militias from Misrata had recaptured 70% of the city by mid-August.",
        [("70%", "GNA-aligned militias", "Sirte")],
    ),
    (
        "The Soviets advanced 300 km on a broad front and took back most of Belarus.",
        [("300 km", "Soviets", None)],
    ),
    (
        "After the Winter War, the Finns ceded 35,000 km2 of Karelia to the Soviet Union.",
        [("35,000 km2", "Finns", "Karelia")],
    ),
    (
        "Armenian forces captured the Lachin corridor and, by 1994, seven districts around Nagorno-Karabakh.",
        [("seven districts", "Armenian forces", "Nagorno-Karabakh")],
    ),
    (
        "Azerbaijan recaptured five cities, four towns and 286 villages during the war.",
        [("five cities", "Azerbaijan", None), ("four towns", "Azerbaijan", None), ("286 villages", "Azerbaijan", None)],
    ),
    (
        "Guyana: Venezuela claims all of the area west of the Essequibo River, some 159,500 sq km",
        [("some 159,500 sq km", "Venezuela", "Essequibo River")],
    ),
    (
        "Terrorists who once ruled 12 villages near Hasakah have been expelled from all but two.",
        [("12 villages", "Terrorists", "Hasakah")],
    ),
    (
        "The government controls all of the city centre and 60 percent of the suburbs a security source told AFP.",
        [("60 percent", "government", "suburbs")],
    ),
    (
        "On Thursday troops stormed the town of Maheen in Homs province and took two thirds of it from Islamic State.",
        [("two thirds", "troops", "Maheen")],
    ),
    (
        "The Observatory says regime fighters now hold 85 percent of eastern Aleppo after rebels "
        "pulled out of six neighbourhoods.",
        [("85 percent", "regime fighters", "eastern Aleppo"), ("six neighbourhoods", "rebels", "eastern Aleppo")],
    ),
    (
        "Rebel groups including Ahrar al-Sham said they seized five villages and three checkpoints in rural Latakia.",
        [("five villages", "Rebel groups", "Latakia"), ("three checkpoints", "Rebel groups", "Latakia")],
    ),
    (
        "The Kurdish YPG militia has wrested 17 villages from the Islamic State group in Hasakah "
        "province since Thursday.",
        [("17 villages", "Kurdish YPG militia", "Hasakah province")],
    ),
    (
        "Some 18,000 people remain in Yarmouk, which Islamic State fighters overran last week.",
        [("Some 18,000 people", "Islamic State fighters", "Yarmouk")],
    ),
    (
        "The enclave, where 400,000 people live, has been encircled by Assad's forces since 2013.",
        [("400,000 people", "Assad's forces", None)],
    ),
    (
        "I can report that ISIS has lost 98 percent of the land it once held in Iraq and Syria.",
        [("98 percent", "ISIS", "land it once held in Iraq and Syria")],
    ),
    (
        "Government troops backed by Hezbollah took control of 12 villages in the Qalamoun "
        "mountains on Tuesday state media said.",
        [("12 villages", "Government troops backed by Hezbollah", "Qalamoun")],
    ),
    (
        "Islamic State fighters stormed the eastern edge of Deir al-Zor on Saturday and captured "
        "six army positions killing dozens the Observatory said.",
        [("six army positions", "Islamic State fighters", "Deir al-Zor")],
    ),
    (
        "The Kurdish-led administration controls a quarter of Syria and most of its oil said Bassam"
        " Haddad a researcher.",
        [("a quarter", "Kurdish-led administration", "Syria")],
    ),
    (
        "Around 5000 people are still living in Daraya which the army has encircled since 2012.",
        [("Around 5000 people", "army", "Daraya")],
    ),
    (
        "The agreement will see rebels leave the last three districts they hold in Homs the governor said.",
        [("three districts", "rebels", "Homs")],
    ),
    (
        "Turkey and the rebels it supports want to clear a 90-km stretch of the border from Islamic State.",
        [("90-km", "Turkey and the rebels it supports", "border")],
    ),
    (
        "Syrian warplanes struck the town as the army recaptured eight villages in the east of Hama province.",
        [("eight villages", "army", "east of Hama province")],
    ),
    (
        "Insurgents including fighters from Ahrar al-Sham launched an attack on Monday and seized "
        "four checkpoints near Mhardeh in Hama.",
        [("four checkpoints", "Insurgents", "Mhardeh")],
    ),
    (
        "At least 40 villages have been taken by the SDF since it began its assault on Manbij.",
        [("At least 40 villages", "SDF", None)],
    ),
    (
        "The Syrian army and its allies on Friday regained the town of Soran and three villages north of Hama city.",
        [("three villages", "Syrian army and its allies", "Hama city")],
    ),
    (
        "More than 700000 people live in besieged areas of Syria most of them surrounded by government forces.",
        [("More than 700000 people", None, "Syria")],
    ),
    (
        "The army has retaken 80 percent of east Aleppo since it launched its offensive a month ago"
        " and tens of thousands have fled.",
        [("80 percent", "army", "east Aleppo")],
    ),
    (
        "With Russian air support Assad has taken back a third of the province of Latakia.",
        [("a third", "Assad", "Latakia")],
    ),
    (
        "The Russian defence ministry said its jets had helped the Syrian army free 35 towns and villages.",
        [("35 towns and villages", "Syrian army", None)],
    ),
    (
        "Moscow says that Syrian troops have liberated 18 settlements in the province of Aleppo.",
        [("18 settlements", "Syrian troops", "Aleppo")],
    ),
    (
        "Hezbollah's Al-Manar television said the army had taken two hills overlooking Zabadani.",
        [("two hills", "army", "Zabadani")],
    ),
    (
        "The coalition estimates that IS has lost 45 percent of the populated territory it once "
        "held in Iraq and 20 percent in Syria.",
        [("45 percent", "IS", "territory it once held in Iraq"), ("20 percent", "IS", "Syria")],
    ),
    (
        "Iraq's forces now hold half of Ramadi. The militants have been pushed back to the city's "
        "eastern districts, where 4,000 families are trapped.",
        [("half", "Iraq's forces", "Ramadi"), ("4,000 families", None, "Ramadi")],
    ),
    (
        "Opposition fighters control nearly all of Idlib province, which borders Turkey.",
        [("nearly all", "Opposition fighters", "Idlib province")],
    ),
    (
        "The army, which has lost 300 men since May, still holds 16 of the 22 districts of Benghazi.",
        [("16 of the 22 districts", "army", "Benghazi")],
    ),
    (
        "Two thirds of the town has been cleared, Colonel Ahmed Issa said; his brigade lost nine men.",
        [("Two thirds", None, "town")],
    ),
    (
        "Nearly 300 square kilometres of our land has been freed this week alone, President Zelensky said.",
        [("Nearly 300 square kilometres", None, "land")],
    ),
    (
        "Russia's defence ministry claimed the capture of two villages in Kharkiv region.",
        [("two villages", "Russia", "Kharkiv region")],
    ),
    (
        "Russian forces have captured 450 square kilometres of Ukrainian territory since May, according to DeepState.",
        [("450 square kilometres", "Russian forces", "Ukraine")],
    ),
    (
        "DeepState said Ukraine had lost 28 villages to the Russians in the month of November.",
        [("28 villages", "Ukraine", None)],
    ),
    (
        "The Democratic Front has wrested from the colonialists more than half of the national territory of Zimbabwe.",
        [("more than half", "Democratic Front", "Zimbabwe")],
    ),
    (
        "The racist regime of Pretoria illegally occupies the whole of Namibia and four districts of southern Angola.",
        [("four districts", "racist regime of Pretoria", "southern Angola")],
    ),
    (
        "Indonesia claims to control the country, yet FRETILIN governs 80 per cent of the population of East Timor.",
        [("80 per cent", "FRETILIN", "East Timor")],
    ),
    (
        "About half of the territory of Viet Nam is already under the administration of the "
        "Provisional Revolutionary Government.",
        [("About half", "Provisional Revolutionary Government", "Viet Nam")],
    ),
    (
        "Today, 1.5 million Ukrainians live in territories occupied by Russia.",
        [("1.5 million Ukrainians", "Russia", "Ukraine")],
    ),
    (
        "The Government of National Unity has extended its authority to 16 of the 21 provinces.",
        [("16 of the 21 provinces", "Government of National Unity", None)],
    ),
    (
        "My Government exercises authority over no more than 64 per cent of the island because of the occupation.",
        [("no more than 64 per cent", "Government", "island")],
    ),
    (
        "The terrorist group M23, supported by Rwanda, has seized five territories of North Kivu Province.",
        [("five territories", "terrorist group M23", "North Kivu Province")],
    ),
    (
        "Since 2012 the jihadist groups have lost two thirds of the north of Mali to French and African soldiers.",
        [("two thirds", "jihadist groups", "Mali")],
    ),
    (
        "Nationalist troops had secured two thirds of Spain by the autumn of 1938.",
        [("two thirds", "Nationalist troops", "Spain")],
    ),
    (
        "Paraguayan forces occupied Corumba and twelve other towns of Mato Grosso in early 1865.",
        [("twelve other towns", "Paraguayan forces", "Mato Grosso")],
    ),
    (
        "Mexico ceded 55 percent of its territory to the United States in 1848.",
        [("55 percent", "Mexico", "Mexico")],
    ),
    (
        "The Tamil Tigers were confined to a coastal strip of 26 square kilometres by March 2009.",
        [("26 square kilometres", "Tamil Tigers", None)],
    ),
    (
        "The Northern Alliance, led by Massoud, was left with 10 percent of the country.",
        [("10 percent", "Northern Alliance", "country")],
    ),
    (
        "Kurdish Peshmerga units took Kirkuk and a strip of land 1,000 km long when the Iraqi army fled.",
        [("1,000 km", "Kurdish Peshmerga units", None)],
    ),
    (
        "North Korean forces had overrun 90% of South Korea by early September.",
        [("90%", "North Korean forces", "South Korea")],
    ),
    (
        "ISIL advanced on Kobani, capturing 21 villages in a single day.",
        [("21 villages", "ISIL", None)],
    ),
    (
        "The offensive resulted in the rebels losing 12 villages and the town of Kafr Nabuda to the Syrian Army.",
        [("12 villages", "rebels", None)],
    ),
    (
        "ISIL was driven from 45 villages by the advancing SDF.",
        [("45 villages", "ISIL", None)],
    ),
    # What is counted is no place; where it is may stand near.
    ("229 districts of 407 are under the control of the government.", [("229 districts", "government", None)]),
    ("Rebels hold 32 percent of townships.", [("32 percent", "Rebels", None)]),
    ("Rebels hold 40 percent of the towns.", [("40 percent", "Rebels", None)]),
    ("Rebels hold 40 percent of rural districts.", [("40 percent", "Rebels", None)]),
    (
        "The junta has lost much of Myanmar. Rebels hold 32 percent of townships and 14 percent of towns.",
        [("32 percent", "Rebels", "Myanmar"), ("14 percent", "Rebels", "Myanmar")],
    ),
    ("The Taliban control 14 percent of districts in Afghanistan.", [("14 percent", "Taliban", "Afghanistan")]),
    ("Insurgents dominate half of the southern districts.", [("half", "Insurgents", "southern districts")]),
    # Shares of what others have left.
    (
        "The SDF holds a third of Syria. Turkey holds an eighth of what is left, HTS another tenth and ISIS another "
        "eighth.",
        [
            ("a third", "SDF", "Syria"),
            ("an eighth", "Turkey", "the remaining land"),
            ("tenth", "HTS", "the remaining land"),
            ("eighth", "ISIS", "the remaining land"),
        ],
    ),
    (
        "Of the remaining land Turkey holds an eighth, HTS holds a tenth.",
        [("an eighth", "Turkey", "the remaining land"), ("a tenth", "HTS", "the remaining land")],
    ),
    (
        "Half of the remaining land is held by the SDF and two thirds of it by ISIS.",
        [("Half", "SDF", "the remaining land"), ("two thirds", "ISIS", "the remaining land")],
    ),
    (
        "The SDF holds a third of Syria and Turkey an eighth of the rest.",
        [("a third", "SDF", "Syria"), ("an eighth", "Turkey", "the remaining land")],
    ),
    (
        "Of Syria's territory the army holds half, the rebels a third.",
        [("half", "army", "Syria"), ("a third", "rebels", "Syria")],
    ),
    ("Turkey holds an eighth.", [("an eighth", "Turkey", None)]),
]


@pytest.mark.parametrize(("text", "rows"), ROWS)
def test_sentence(text: str, rows: list[Row]) -> None:
    assert [(figure.quote, figure.holder, figure.base) for figure in find_figures(text)] == rows
