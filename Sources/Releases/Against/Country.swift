import Foundation

/// A country with its codes.
struct Country: Sendable, Hashable {
  /// Two letters (ISO 3166-1).
  let alpha2: String
  /// Three letters (ISO 3166-1).
  let alpha3: String
  /// The number of ISO 3166-1 and of the United Nations' M49.
  let numeric: Int

  /// The English name.
  var name: String {
    PlaceNames.english[alpha2]?.first ?? Countries.english.localizedString(forRegionCode: alpha2)
      ?? alpha3
  }
}

extension Country: CustomStringConvertible {
  /// The name with the codes under which it was looked for: `China (CN, CHN, 156)`.
  var description: String { "\(name) (\(alpha2), \(alpha3), \(numeric))" }
}

/// The countries by their codes and by their Russian and English names.
///
/// Names come from the system's locale data and from `PlaceNames`. The locale data has two-letter
/// codes only, so the other two stand here.
enum Countries {
  static let english = Locale(identifier: "en")

  /// The country that a code of a trade file stands for: letters in either case, or a number with or
  /// without its zeros.
  static func coded(_ text: String) -> Country? {
    if let number = Int(text) { return byNumber[usedFor[number] ?? number] }
    let code = text.uppercased()
    return byLetters[eurostat[code] ?? code]
  }

  /// The countries that a name may mean: one, or more where it is ambiguous, or none.
  static func named(_ name: String) -> [Country] {
    let codes = names[NormalName(name)] ?? []
    return codes.sorted().compactMap { byLetters[$0] }
  }

  /// Two letters, three letters and the number of each country, without anything between.
  private static let table = """
    ADAND020 AEARE784 AFAFG004 AGATG028 AIAIA660 ALALB008 AMARM051 AOAGO024 AQATA010 ARARG032
    ASASM016 ATAUT040 AUAUS036 AWABW533 AXALA248 AZAZE031 BABIH070 BBBRB052 BDBGD050 BEBEL056
    BFBFA854 BGBGR100 BHBHR048 BIBDI108 BJBEN204 BLBLM652 BMBMU060 BNBRN096 BOBOL068 BQBES535
    BRBRA076 BSBHS044 BTBTN064 BVBVT074 BWBWA072 BYBLR112 BZBLZ084 CACAN124 CCCCK166 CDCOD180
    CFCAF140 CGCOG178 CHCHE756 CICIV384 CKCOK184 CLCHL152 CMCMR120 CNCHN156 COCOL170 CRCRI188
    CUCUB192 CVCPV132 CWCUW531 CXCXR162 CYCYP196 CZCZE203 DEDEU276 DJDJI262 DKDNK208 DMDMA212
    DODOM214 DZDZA012 ECECU218 EEEST233 EGEGY818 EHESH732 ERERI232 ESESP724 ETETH231 FIFIN246
    FJFJI242 FKFLK238 FMFSM583 FOFRO234 FRFRA250 GAGAB266 GBGBR826 GDGRD308 GEGEO268 GFGUF254
    GGGGY831 GHGHA288 GIGIB292 GLGRL304 GMGMB270 GNGIN324 GPGLP312 GQGNQ226 GRGRC300 GSSGS239
    GTGTM320 GUGUM316 GWGNB624 GYGUY328 HKHKG344 HMHMD334 HNHND340 HRHRV191 HTHTI332 HUHUN348
    IDIDN360 IEIRL372 ILISR376 IMIMN833 ININD356 IOIOT086 IQIRQ368 IRIRN364 ISISL352 ITITA380
    JEJEY832 JMJAM388 JOJOR400 JPJPN392 KEKEN404 KGKGZ417 KHKHM116 KIKIR296 KMCOM174 KNKNA659
    KPPRK408 KRKOR410 KWKWT414 KYCYM136 KZKAZ398 LALAO418 LBLBN422 LCLCA662 LILIE438 LKLKA144
    LRLBR430 LSLSO426 LTLTU440 LULUX442 LVLVA428 LYLBY434 MAMAR504 MCMCO492 MDMDA498 MEMNE499
    MFMAF663 MGMDG450 MHMHL584 MKMKD807 MLMLI466 MMMMR104 MNMNG496 MOMAC446 MPMNP580 MQMTQ474
    MRMRT478 MSMSR500 MTMLT470 MUMUS480 MVMDV462 MWMWI454 MXMEX484 MYMYS458 MZMOZ508 NANAM516
    NCNCL540 NENER562 NFNFK574 NGNGA566 NINIC558 NLNLD528 NONOR578 NPNPL524 NRNRU520 NUNIU570
    NZNZL554 OMOMN512 PAPAN591 PEPER604 PFPYF258 PGPNG598 PHPHL608 PKPAK586 PLPOL616 PMSPM666
    PNPCN612 PRPRI630 PSPSE275 PTPRT620 PWPLW585 PYPRY600 QAQAT634 REREU638 ROROU642 RSSRB688
    RURUS643 RWRWA646 SASAU682 SBSLB090 SCSYC690 SDSDN729 SESWE752 SGSGP702 SHSHN654 SISVN705
    SJSJM744 SKSVK703 SLSLE694 SMSMR674 SNSEN686 SOSOM706 SRSUR740 SSSSD728 STSTP678 SUSUN810
    SVSLV222 SXSXM534 SYSYR760 SZSWZ748 TCTCA796 TDTCD148 TFATF260 TGTGO768 THTHA764 TJTJK762
    TKTKL772 TLTLS626 TMTKM795 TNTUN788 TOTON776 TRTUR792 TTTTO780 TVTUV798 TWTWN158 TZTZA834
    UAUKR804 UGUGA800 UMUMI581 USUSA840 UYURY858 UZUZB860 VAVAT336 VCVCT670 VEVEN862 VGVGB092
    VIVIR850 VNVNM704 VUVUT548 WFWLF876 WSWSM882 YEYEM887 YTMYT175 ZAZAF710 ZMZMB894 ZWZWE716
    """

  static let all: [Country] = table.split(whereSeparator: \.isWhitespace).compactMap { entry in
    Int(entry.dropFirst(5)).map {
      Country(
        alpha2: String(entry.prefix(2)), alpha3: String(entry.dropFirst(2).prefix(3)), numeric: $0)
    }
  }

  /// Numbers under which UN Comtrade and what is made from it report a country together with its
  /// customs territory: the United States, France, Switzerland, Norway, India, Italy.
  private static let usedFor = [842: 840, 251: 250, 757: 756, 579: 578, 699: 356, 381: 380]

  /// Eurostat's own codes of Greece and the United Kingdom.
  private static let eurostat = ["EL": "GR", "UK": "GB"]

  private static let byNumber = Dictionary(
    all.map { ($0.numeric, $0) }, uniquingKeysWith: { first, _ in first })

  private static let byLetters = Dictionary(
    all.flatMap { [($0.alpha2, $0), ($0.alpha3, $0)] }, uniquingKeysWith: { first, _ in first })

  /// Names that stand for more than one country, whatever the reader of texts takes them for.
  private static let ambiguous = [
    "Congo": ["CG", "CD"], "Конго": ["CG", "CD"], "Korea": ["KR", "KP"], "Корея": ["KR", "KP"],
    "Virgin Islands": ["VG", "VI"], "Виргинские острова": ["VG", "VI"],
  ]

  private static let names: [NormalName: Set<String>] = {
    var names: [NormalName: Set<String>] = [:]
    for locale in [english, Locale(identifier: "ru")] {
      // Locale data calls a country that is no more by the name of the one that took its place.
      for country in all where country.alpha2 != "SU" {
        guard let name = locale.localizedString(forRegionCode: country.alpha2) else { continue }
        names[NormalName(name), default: []].insert(country.alpha2)
      }
    }
    for aliases in [PlaceNames.russian, PlaceNames.english] {
      for (code, forms) in aliases {
        for form in forms { names[NormalName(form), default: []].insert(code) }
      }
    }
    for (name, codes) in ambiguous { names[NormalName(name), default: []].formUnion(codes) }
    return names
  }()
}

/// A name as far as two spellings of it agree: without case, marks, small words and, in Russian,
/// the endings of cases.
struct NormalName: Sendable, Hashable {
  private let words: [String]

  init(_ name: String) {
    let tokens = Lexer.tokens(of: SourceText(name)).filter { $0.kind != .symbol }
    words = tokens.map(\.text).filter { !NormalName.smallWords.contains($0) }
      .map(Gazetteer.stem)
  }

  var isEmpty: Bool { words.isEmpty }

  private static let smallWords: Set<String> = ["the", "and", "of", "и"]
}
