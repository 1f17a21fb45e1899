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
        "trade flows", "commerce", "import-export turnover", "export-import turnover",
        "two-way flow", "two-way flows", "two-way commerce", "two-way goods trade", "trade flow",
        "imports and exports turnover", "trade value", "total trade value",
      ]
    ),
    (
      .measure(.exports, sign: 0),
      [
        "export", "exports", "exported", "exporting", "deliveries", "supplies", "shipments",
        "shipped", "supplied", "shipments abroad", "customer", "customers", "buyer", "buyers",
        "sales", "sales abroad", "overseas sales", "sales to", "sold", "brought in", "earned",
        "outbound shipments", "overseas shipments", "went out", "went abroad",
        "export sales", "export earnings", "export turnover", "export revenue", "export revenues",
        "export value", "export volume", "exports turnover",
      ]
    ),
    (
      .measure(.imports, sign: 0),
      [
        "import", "imports", "imported", "importing", "purchases", "purchases abroad", "bought",
        "inbound shipments", "arrivals", "took in", "taken in", "supplier", "suppliers",
        "purchased", "imports bill", "import bill", "spending on imports", "cost",
        "import turnover",
        "import value", "import volume", "import spending",
      ]
    ),
    (
      .measure(.balance, sign: 0),
      [
        "balance", "trade balance", "balance of trade", "net exports", "foreign trade balance",
        "difference between exports and imports", "gap between exports and imports",
      ]
    ),
    (
      .measure(.balance, sign: -1),
      [
        "deficit", "trade deficit", "trade gap", "gap", "shortfall", "trade shortfall",
        "negative balance", "negative trade balance", "merchandise trade deficit",
        "foreign trade deficit",
        "deficits", "in the red",
      ]
    ),
    (
      .measure(.balance, sign: 1),
      [
        "surplus", "trade surplus", "positive balance", "positive trade balance",
        "foreign trade surplus", "surpluses", "in the black", "goods surplus",
        "goods trade surplus",
      ]
    ),
    (
      .coverage,
      [
        "coverage", "coverage ratio", "export-import coverage ratio", "export import coverage",
        "proportion of imports covered by exports", "imports covered by exports",
        "share of imports covered by exports", "covered by exports", "exports covered",
        "exports-to-imports coverage ratio", "import coverage ratio",
        "coverage of imports by exports",
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
    "heighten", "broaden", "deteriorate", "worsen",
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
        "leaving", "giving", "brought", "bringing", "came",
      ]
    ),
    (.exceeds, ["exceeded", "exceeding", "topped", "surpassed", "passed"]),
    (.share, ["share", "shares", "portion", "proportion"]),
    (
      .takesShare,
      [
        "accounted for", "accounting for", "took", "took up", "represented", "made up",
        "accounts for",
        "constituted", "comprised", "representing", "giving", "accounted",
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
    (.realTerms, ["real terms", "by volume", "volume terms", "by weight", "constant prices"]),
    (.listed(0), ["the former"]),
    (.listed(1), ["the latter"]),
    (
      .home,
      [
        "the country", "country's", "the region", "region's", "country", "region", "state",
        "province",
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
        "preliminary", "first estimate", "initially reported", "originally reported",
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
      ["non-eu", "non-eu countries", "outside the eu", "non-ec", "non-ec countries"]
    ),
    (.group("Euro area"), ["euro area", "eurozone", "euro zone"]),
    (.group("ASEAN"), ["asean"]),
    (.group("EAEU"), ["eaeu", "eurasian economic union"]),
    (.group("OPEC"), ["opec"]),
    (.group("OECD"), ["oecd"]),
    (.group("third countries"), ["third countries"]),
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

  private static let numbers: [(Concept, [String])] = [
    (.number(1), ["one"]),
    (.number(2), ["two"]),
    (.number(3), ["three"]),
    (.number(4), ["four"]),
    (.number(5), ["five"]),
    (.number(6), ["six"]),
    (.number(7), ["seven"]),
    (.number(8), ["eight"]),
    (.number(9), ["nine"]),
    (.number(10), ["ten"]),
    (.number(11), ["eleven"]),
    (.number(12), ["twelve"]),
    (.number(15), ["fifteen"]),
    (.number(20), ["twenty"]),
    (.number(30), ["thirty"]),
    (.number(40), ["forty"]),
    (.number(50), ["fifty"]),
    (.scale(3), ["thousand", "thousands", "k"]),
    (.scale(5), ["lakh", "lakhs"]),
    (.scale(6), ["mln", "mn", "million", "millions", "mio", "m"]),
    (.scale(7), ["crore", "crores"]),
    (.scale(9), ["bn", "billion", "billions", "bln", "b"]),
    (.scale(12), ["trillion", "trn", "tn", "trillions"]),
    (
      .multiple(2, isDecrease: false),
      ["doubled", "doubling", "twofold", "two-fold", "double", "twice"]
    ),
    (.multiple(3, isDecrease: false), ["tripled", "trebled", "threefold", "three-fold", "triple"]),
    (.multiple(4, isDecrease: false), ["quadrupled", "fourfold", "four-fold"]),
    (.multiple(5, isDecrease: false), ["quintupled", "fivefold", "five-fold"]),
    (.multiple(10, isDecrease: false), ["tenfold", "ten-fold"]),
    (.multiple(2, isDecrease: true), ["halved", "halving"]),
    (.fraction(50), ["half", "a half", "one half", "one-half"]),
    (.fraction(Rational(100, 3)), ["a third", "one third", "one-third"]),
    (.fraction(25), ["a quarter", "one quarter", "one-quarter"]),
    (.fraction(20), ["a fifth", "one fifth", "one-fifth"]),
    (.fraction(10), ["a tenth", "one tenth", "one-tenth"]),
    (.fraction(Rational(200, 3)), ["two thirds", "two-thirds"]),
    (.fraction(75), ["three quarters", "three-quarters"]),
    (.percent, ["percent", "per cent", "pct"]),
    (
      .points,
      [
        "percentage points", "percentage point", "pp", "pct points", "pct point", "percent points",
        "points", "ppts",
      ]
    ),
    (.times, ["times", "fold"]),
    (
      .currency("USD"),
      [
        "usd", "dollar", "dollars", "dlr", "dlrs", "us dollars", "u s dollars", "us dlrs",
        "u s dlrs", "american dollars",
      ]
    ),
    (.currency("EUR"), ["eur", "euro", "euros"]),
    (.currency("GBP"), ["gbp", "pound", "pounds", "stg", "sterling", "pounds sterling"]),
    (.currency("JPY"), ["jpy", "yen"]),
    (.currency("CNY"), ["cny", "yuan", "rmb", "renminbi"]),
    (.currency("RUB"), ["rub", "rouble", "roubles", "ruble", "rubles"]),
    (.currency("INR"), ["inr", "rupee", "rupees"]),
    (.currency("KRW"), ["krw", "won"]),
    (.currency("DEM"), ["marks", "deutsche marks"]),
    (.currency("FRF"), ["francs", "french francs"]),
    (.currency("CHF"), ["chf", "swiss francs"]),
    (.currency("ITL"), ["lire"]),
    (.currency("CAD"), ["cad", "canadian dollars", "canadian dlrs"]),
    (.currency("AUD"), ["aud", "australian dollars", "australian dlrs"]),
    (.currency("NZD"), ["nzd", "new zealand dollars"]),
    (.currency("TRY"), ["try", "lira", "liras"]),
    (.currency("GEL"), ["gel", "lari"]),
    (.currency("AZN"), ["azn", "manat", "manats"]),
    (.currency("KZT"), ["kzt", "tenge"]),
    (.currency("LVL"), ["lats"]),
    (.currency("MDL"), ["lei", "leu"]),
    (.currency("PHP"), ["philippine pesos"]),
    (.currency("SEK"), ["sek", "swedish crowns"]),
    (.currency("NOK"), ["nok", "norwegian crowns"]),
    (.currency("DKK"), ["dkk", "danish crowns"]),
    (.currency("CZK"), ["czk", "crowns", "koruna"]),
    (.currency("PLN"), ["pln", "zloty", "zlotys"]),
    (.currency("HUF"), ["huf", "forints", "forint"]),
    (.currency("BRL"), ["brl", "reais", "real"]),
    (.currency("MXN"), ["mxn", "pesos"]),
    (.currency("TWD"), ["twd", "taiwan dollars"]),
    (.currency("SGD"), ["sgd", "singapore dollars"]),
    (.currency("VND"), ["vnd", "dong"]),
    (.currency("IDR"), ["idr", "rupiah"]),
    (.currency("MYR"), ["myr", "ringgit"]),
    (.currency("THB"), ["thb", "baht"]),
    (.unit("t"), ["tonnes", "tonne", "tons", "ton", "metric tons"]),
    (.unit("bbl"), ["barrels", "bpd", "barrels per day"]),
    (.unit("kg"), ["kg", "kilograms"]),
    (.unit("m3"), ["cubic meters", "cubic metres", "bcm", "cubic feet"]),
    (.unit("pcs"), ["units", "pieces", "bushels"]),
  ]

  private static let calendar: [(Concept, [String])] = [
    (.month(1), ["january", "jan"]),
    (.month(2), ["february", "feb"]),
    (.month(3), ["march", "mar"]),
    (.month(4), ["april", "apr"]),
    (.month(5), ["may"]),
    (.month(6), ["june", "jun"]),
    (.month(7), ["july", "jul"]),
    (.month(8), ["august", "aug"]),
    (.month(9), ["september", "sept", "sep"]),
    (.month(10), ["october", "oct"]),
    (.month(11), ["november", "nov"]),
    (.month(12), ["december", "dec"]),
    (.calendar(.year), ["year", "years", "calendar year", "fiscal year", "fiscal", "fy"]),
    (.calendar(.half), ["half of", "half year", "semester", "half", "h"]),
    (.calendar(.quarter), ["quarter", "quarters"]),
    (.calendar(.month), ["month", "months"]),
    (.calendar(.ordinal(1)), ["first", "1st"]),
    (.calendar(.ordinal(2)), ["second", "2nd"]),
    (.calendar(.ordinal(3)), ["third", "3rd"]),
    (.calendar(.ordinal(4)), ["fourth", "4th", "final"]),
    (
      .calendar(.same),
      [
        "the same", "same", "corresponding", "the corresponding", "comparable", "similar", "like",
        "equivalent",
      ]
    ),
    (.calendar(.period), ["period", "time"]),
    (.calendar(.last), ["last", "previous", "the previous", "preceding", "prior", "past"]),
    (.calendar(.this), ["this", "current"]),
    (
      .calendar(.yearEarlier),
      [
        "a year earlier", "a year ago", "a year before", "year earlier", "year ago", "year before",
        "last year's", "year on year", "yoy",
        "y o y", "y y", "on the year", "from a year earlier", "the year before",
        "the previous year", "previous year",
        "one year earlier", "one year ago", "annually", "on year", "on an annual basis", "annual",
        "year over year", "the same period a year earlier",
        "the same period of the previous year", "the same period last year",
      ]
    ),
    (
      .calendar(.monthEarlier),
      [
        "a month earlier", "a month ago", "month earlier", "month on month", "mom", "m o m",
        "on the month", "the month before",
        "the previous month", "previous month", "the prior month", "prior month",
        "month over month", "last month",
      ]
    ),
    (
      .calendar(.quarterEarlier),
      [
        "a quarter earlier", "quarter on quarter", "the previous quarter", "previous quarter",
        "prior quarter", "the prior quarter", "quarter over quarter",
      ]
    ),
    (
      .calendar(.yearToDate),
      ["year to date", "so far this year", "since the beginning of the year"]
    ),
    (.calendar(.through), ["to", "through", "until", "till", "thru"]),
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
        "goods and services", "record", "strong", "weak", "solid", "robust", "big", "large", "huge",
        "small", "latest", "new", "whole", "entire", "quarterly", "yearly", "own", "first", "main",
        "key", "regional", "national", "aggregate", "outward", "inward", "two", "visible",
        "commodities", "commodity", "products",
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
        "further", "again", "latest", "provisional",
      ]
    ),
  ]
}
