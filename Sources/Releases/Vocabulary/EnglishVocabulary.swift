import Exact

/// The English of trade releases, by meaning.
///
/// `*` stands for any ending.
enum EnglishVocabulary {
  static let words: [(Concept, [String])] =
    measures + changes + levels + hedges + places + numbers + calendar + structure

  private static let measures: [(Concept, [String])] = [
    (
      .measure(.turnover, sign: 0),
      [
        "turnover", "trade turnover", "trade", "total trade", "two-way trade", "bilateral trade",
        "foreign trade", "foreign trade turnover", "trade volume", "trade volumes",
        "traded", "trading", "external trade", "overall trade", "mutual trade",
        "trade flows", "sum of both", "sum of the two", "both together", "the two together",
        "commerce", "import-export turnover", "export-import turnover",
        "two-way flow", "two-way flows", "two-way commerce", "two-way goods trade", "trade flow",
        "imports and exports turnover", "trade value", "total trade value", "exchange of goods",
        "goods exchange", "trade exchange", "trade exchanges", "commercial exchange",
      ]
    ),
    (
      .measure(.exports, sign: 0),
      [
        "export", "exports", "exported", "exporting", "deliveries", "supplies", "shipments",
        "shipped", "dispatched", "supplied", "shipments abroad", "customer", "customers", "buyer",
        "buyers",
        "sales", "sales abroad", "overseas sales", "sales to", "sold", "brought in", "earned",
        "outbound shipments", "overseas shipments", "credits", "went out", "went abroad",
        "export sales", "export earnings", "export turnover", "export revenue", "export revenues",
        "export value", "export volume", "exports turnover", "service receipts",
        "services receipts",
      ]
    ),
    (
      .measure(.imports, sign: 0),
      [
        "import", "imports", "imported", "importing", "purchases", "purchases abroad", "bought",
        "inbound shipments", "arrivals", "took in", "taken in", "supplier", "suppliers",
        "purchased", "received from", "imports bill", "import bill", "spending on imports", "cost",
        "import turnover",
        "import value", "import volume", "import spending", "debits", "service payments",
        "services payments",
      ]
    ),
    (
      .measure(.balance, sign: 0),
      [
        "balance", "trade balance", "balance of trade", "net exports", "foreign trade balance",
        "balance of foreign trade", "external trade balance", "merchandise trade balance",
        "balance of external trade", "goods balance", "goods trade balance",
        "difference between exports and imports", "net trade", "gap between exports and imports",
      ]
    ),
    (
      .measure(.balance, sign: -1),
      [
        "deficit", "trade deficit", "trade gap", "gap", "shortfall", "trade shortfall",
        "negative balance", "negative trade balance", "merchandise trade deficit",
        "foreign trade deficit",
        "deficits", "in the red", "excess of imports over exports",
      ]
    ),
    (
      .measure(.balance, sign: 1),
      [
        "surplus", "trade surplus", "positive balance", "positive trade balance",
        "surplus of exports over imports", "excess of exports over imports",
        "foreign trade surplus", "surpluses", "in the black", "goods surplus",
        "goods trade surplus",
      ]
    ),
    (.polarity(-1), ["negative", "passive", "unfavourable", "unfavorable", "adverse"]),
    (.polarity(1), ["positive", "favourable", "favorable", "active"]),
    (
      .coverage,
      [
        "coverage", "coverage ratio", "export-import coverage ratio", "export import coverage",
        "proportion of imports covered by exports", "imports covered by exports",
        "share of imports covered by exports", "covered by exports", "exports covered",
        "exports-to-imports coverage ratio", "import coverage ratio",
        "coverage of imports by exports", "export-import ratio", "exports-imports ratio",
        "ratio of exports to imports", "exports covering imports",
        "proportion of exports covering imports", "export coverage of imports",
        "exports-to-imports ratio", "paid for", "pays for",
        "paying for",
      ]
    ),
    (
      .otherTopic,
      [
        "gdp", "gnp", "inflation", "industrial production", "output", "investment", "investments",
        "population", "unemployment", "prices", "price", "tourists", "visitors", "wages",
        "employment",
        "interest rate", "interest rates", "reserves", "debt", "budget", "revenue", "revenues",
        "economists",
        "analysts", "forecast", "forecasts", "poll", "expectations", "retail sales",
        "current account",
        "current account deficit", "current account surplus", "tariffs", "tariff", "jobs",
        "companies",
        "m-1", "money supply", "gross domestic product", "consumer price*", "index", "ratio",
      ]
    ),
  ]

  private static let changes: [(Concept, [String])] = [
    (.increase, EnglishMorphology.forms(ofVerbs: risingVerbs)),
    (
      .increase,
      [
        "rise", "rises", "rose", "risen", "rising", "grew", "grow", "grows", "grown", "growing",
        "growth", "up", "expansion", "leapt", "swelling", "plus", "picked up", "picking up",
        "went up", "shot up", "upswing", "uptick", "upturn",
      ]
    ),
    (.decrease, EnglishMorphology.forms(ofVerbs: fallingVerbs)),
    (
      .decrease,
      [
        "fall", "falls", "fell", "fallen", "falling", "down", "shrank", "shrunk", "shrink",
        "shrinks", "shrinking", "contraction", "reduction", "cut", "cuts", "cutting", "minus",
        "slid", "slide", "slides", "sliding", "lost", "lose", "losing", "loss", "sank", "sunk",
        "sinking", "went down", "shed", "shedding", "negative growth", "downturn", "downswing",
        "dove",
      ]
    ),
    (
      .more,
      [
        "more", "higher", "above", "larger", "greater", "bigger", "better", "wider", "stronger",
        "larger than", "ahead",
      ]
    ),
    (.less, ["less", "lower", "below", "smaller", "fewer", "narrower", "weaker"]),
  ]

  private static let risingVerbs = [
    "increase", "gain", "climb", "jump", "surge", "soar", "expand", "advance", "add", "widen",
    "swell", "rebound", "accelerate", "balloon", "leap", "rocket", "skyrocket", "improve",
    "strengthen", "spike", "recover", "mount", "escalate", "rally", "bounce", "firm", "boost",
    "heighten", "broaden", "deteriorate", "worsen", "lift", "raise",
  ]

  private static let fallingVerbs = [
    "decrease", "decline", "drop", "narrow", "contract", "slip", "slump", "plunge", "tumble",
    "reduce", "dip", "ease", "dwindle", "retreat", "sag", "skid", "subside", "weaken", "soften",
    "collapse", "crash", "moderate", "dive", "plummet", "trim", "erode", "diminish", "recede",
    "nosedive", "crumble", "slash", "slow", "slacken",
  ]

  private static let levels: [(Concept, [String])] = [
    (
      .level,
      [
        "was", "were", "is", "are", "stood", "stood at", "amounted", "amounted to", "totaled",
        "totalled", "totaling", "totalling", "reached", "reaching", "came to", "came in at",
        "worth",
        "valued", "equaled", "equalled", "hit", "recorded", "posted", "registered",
        "showed",
        "leaving", "giving", "brought", "bringing", "came", "fetched", "fetching", "valued at",
        "worth of", "estimated at", "reached the level of", "at the level of", "clocked", "ran at",
        "running at", "netted", "put at", "shown",
      ]
    ),
    (
      .exceeds,
      [
        "exceeded", "exceeding", "outstripped", "outstripping", "outpaced", "topped", "surpassed",
        "passed",
      ]
    ),
    (.share, ["share", "shares", "portion", "proportion"]),
    (
      .takesShare,
      [
        "accounted for", "accounting for", "took", "took up", "represented", "made up",
        "accounts for",
        "constituted", "comprised", "representing", "giving", "accounted", "account for",
        "make up", "makes up", "making up", "constitute", "constitutes", "constituting",
        "comprise", "comprises", "comprising", "represent", "represents", "contributed",
        "contributing", "contributes", "contribute",
      ]
    ),
    (
      .whole,
      [
        "of the total", "of total", "of its total", "of all", "of the whole", "of that", "of this",
        "of overall", "of them", "of these", "of those", "of this amount", "of that amount",
        "of that sum",
      ]
    ),
    (
      .against,
      [
        "compared with", "compared to", "compares with", "compares to", "compare with", "versus",
        "vs", "against", "as against", "after", "following",
      ]
    ),
    (
      .base,
      [
        "than", "than in", "compared with", "compared to", "relative to",
        "in comparison with", "in comparison to", "as compared to", "as compared with", "that of",
        "the level of",
      ]
    ),
    (
      .otherDirection,
      [
        "in the other direction", "in the opposite direction", "the other way", "in return",
        "in reverse",
        "going the other way",
      ]
    ),
    (
      .thatPlace,
      ["from there", "there", "these countries", "that country", "with them", "to it", "from it"]
    ),
    (.overall, ["overall", "in total", "in all", "total", "altogether", "all"]),
    (.ofWhich, ["of which", "including", "of this", "out of which", "among them"]),
    (.respectively, ["respectively", "in that order"]),
    (
      .source,
      [
        "according to", "said", "says", "reported by", "data from", "figures from",
        "statistics from",
        "told", "announced", "published by", "released by", "citing", "as reported",
      ]
    ),
    (
      .realTerms,
      [
        "real terms", "by volume", "volume terms", "in volume", "in tonnage", "in quantity",
        "by weight", "constant prices",
      ]
    ),
    (.index(isReal: false), ["value index"]),
    (.index(isReal: true), ["volume index", "index of physical volume", "physical volume index"]),
    (.listed(0), ["the former"]),
    (.listed(1), ["the latter"]),
    (
      .home,
      [
        "the country", "country's", "the region", "region's", "country", "region", "state",
        "province", "the island", "the island's", "the islands", "the kingdom", "the kingdom's",
        "the republic", "the republic's", "the emirate", "the emirate's", "the territory",
        "the territory's",
        "the two countries", "two countries", "both countries", "two sides", "nation", "nation's",
      ]
    ),
    (
      .vintage("revised"),
      ["revised", "a revised", "an upwardly revised", "upwardly revised", "downwardly revised"]
    ),
    (
      .vintage("preliminary"),
      [
        "preliminary", "first estimate", "first reported", "first been reported",
        "been first reported",
        "first been put", "initially estimated", "originally estimated", "initially reported",
        "originally reported",
        "first put at", "initially put at", "originally put at", "previously reported",
      ]
    ),
  ]

  private static let hedges: [(Concept, [String])] = [
    (
      .hedge(.atLeast),
      [
        "more than", "higher than", "greater than", "at least", "not less than", "no less than",
        "in excess of", "upwards of",
      ]
    ),
    (
      .hedge(.atMost),
      ["less than", "lower than", "at most", "not more than", "no more than", "fewer than"]
    ),
    (
      .hedge(.almost),
      ["almost", "nearly", "close to", "just under", "just below", "a little less than"]
    ),
    (
      .hedge(.about),
      [
        "about", "around", "approximately", "roughly", "some", "circa", "an estimated",
        "in the region of",
      ]
    ),
    (.hedge(.exactly), ["exactly", "precisely"]),
  ]

  private static let places: [(Concept, [String])] = [
    (.group("CIS"), ["cis", "cis countries", "commonwealth of independent states"]),
    (.group("non-CIS"), ["non-cis", "non-cis countries", "outside the cis", "far abroad"]),
    (
      .group("EU"),
      [
        "eu", "european union", "the bloc", "eu countries", "eu member states",
        "european community", "ec",
      ]
    ),
    (
      .group("non-EU"),
      [
        "non-eu", "non-eu countries", "outside the eu", "outside the bloc", "non-ec",
        "non-ec countries",
      ]
    ),
    (.group("Euro area"), ["euro area", "eurozone", "euro zone", "ea"]),
    (.group("ASEAN"), ["asean"]),
    (.group("EAEU"), ["eaeu", "eurasian economic union"]),
    (.group("OPEC"), ["opec"]),
    (.group("OECD"), ["oecd"]),
    (.group("third countries"), ["third countries"]),
    (.group("Asia"), ["asia", "asian countries"]),
    (.group("Africa"), ["africa", "african countries"]),
    (.group("Europe"), ["europe", "european countries"]),
    (.group("North America"), ["north america"]),
    (.group("South America"), ["south america"]),
    (.group("Latin America"), ["latin america"]),
    (.group("Central Asia"), ["central asia"]),
    (.group("Middle East"), ["middle east", "the middle east"]),
    (.group("Oceania"), ["oceania"]),
    (.group("Mercosur"), ["mercosur"]), (.group("CEFTA"), ["cefta", "cefta countries"]),
    (.group("EFTA"), ["efta", "efta countries"]), (.group("SAARC"), ["saarc", "saarc countries"]),
    (.group("COMESA"), ["comesa"]), (.group("ECOWAS"), ["ecowas"]), (.group("RCEP"), ["rcep"]),
    (.group("NAFTA"), ["nafta", "usmca"]),
    (.group("BRICS"), ["brics"]), (.group("APEC"), ["apec"]), (.group("G7"), ["g7", "g-7"]),
    (.group("SADC"), ["sadc"]), (.group("GCC"), ["gcc", "gulf cooperation council"]),
    (
      .group("other countries"),
      ["other countries", "remaining countries", "the others", "all others"]
    ),
    (.group("rest of the world"), ["the rest of the world", "rest of the world"]),
    (
      .neutral,
      [
        "abroad", "overseas", "the world", "trade ministry", "ministry of trade",
        "trade department", "foreign trade department", "department of trade", "trade minister",
        "trade data", "trade figures", "trade statistics", "trade office", "trade secretariat",
        "foreign trade secretariat", "foreign trade bank", "trade representative", "trade group",
        "trade association", "trade body", "trade agency", "trade officials", "trade official",
        "record", "all-time", "whopping", "fresh", "hefty", "provisional", "latest",
      ]
    ),
    (.product("goods"), ["goods", "merchandise"]),
    (.product("services"), ["services", "service"]),
    (.product("oil"), ["oil", "crude", "crude oil", "petroleum"]),
    (.product("non-oil"), ["non-oil", "non-petroleum"]),
    (.product("gold"), ["gold"]),
    (.product("non-gold"), ["non-gold"]),
    (.product("gas"), ["gas", "natural gas", "lng"]),
    (.product("cars"), ["car", "cars", "auto", "autos", "vehicles", "automobiles"]),
    (.product("food"), ["food", "foodstuffs"]),
    (.product("agriculture"), ["farm", "agricultural", "agricultural products"]),
    (.product("machinery"), ["machinery", "electronics", "machine"]),
  ]

  private static let structure: [(Concept, [String])] = [
    (
      .seasonallyAdjusted,
      [
        "seasonally adjusted", "seasonal adjustment", "adjusted for season*", "seasonally",
        "seasonal",
      ]
    ),
    (.and, ["and", "or", "while", "whereas", "but", "plus"]),
    (
      .neutral,
      [
        "goods and services", "balance of payments", "payments basis", "basis", "customs basis",
        "record", "strong", "weak", "solid", "robust", "big", "large", "huge",
        "small", "latest", "new", "whole", "entire", "quarterly", "yearly", "own", "first", "main",
        "key", "regional", "national", "aggregate", "outward", "inward", "two", "visible",
        "commodities", "commodity", "products",
        "at current prices", "in current prices", "current prices", "expressed",
        "foreign", "unadjusted", "total", "annual", "monthly", "value", "volume", "combined",
        "mutual", "world", "global",
        "figures", "data", "official", "customs", "statistics", "rate", "level", "levels", "actual",
        "nominal",
        "dollar terms", "terms", "bilateral", "two-way", "domestic", "net", "gross",
        "euro-denominated", "dollar-denominated", "cumulative",
      ]
    ),
    (
      .function,
      [
        "a", "an", "the", "in", "on", "at", "by", "to", "from", "of", "for", "with", "between",
        "as", "it", "its", "this", "that",
        "these", "those", "which", "who", "where", "when", "after", "before", "during", "since",
        "also", "only", "just", "even",
        "not", "no", "than", "then", "be", "been", "being", "has", "had", "have", "will", "would",
        "said", "says", "say",
        "according", "their", "his", "her", "our", "they", "he", "she", "we", "you", "i", "so",
        "if", "both", "each", "other",
        "same", "there", "here", "still", "however", "meanwhile", "with", "into", "out", "per",
        "while", "came", "came first", "first",
        "ahead", "amid", "due", "because", "thanks", "sharply", "slightly", "strongly", "steadily",
        "compared", "such", "but", "against",
        "over", "under", "through", "within", "about", "ministry", "bureau", "office", "agency",
        "report", "reported", "statement", "showed", "shows",
        "showing", "recording", "registering", "posting", "reflecting", "indicating", "seeing",
        "conversely", "contrast", "instead", "moreover", "furthermore", "likewise", "similarly",
        "nevertheless", "nonetheless", "additionally", "notably", "mainly", "mostly", "largely",
        "primarily", "thus", "therefore", "hence", "consequently", "turn", "overall", "now",
        "already",
        "yet", "although", "though", "despite", "because", "marking", "month-on-month",
        "further", "again", "latest", "provisional",
      ]
    ),
  ]
}
