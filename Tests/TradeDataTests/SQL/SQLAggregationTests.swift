import Foundation
import Testing

@testable import Exact
@testable import TradeData

/// Statements for other engines, whose answers must be what `TradeReader` finds in the same files.
@Suite struct SQLAggregationTests {
  /// What both say of some files.
  private func compare(
    _ texts: [String], _ query: Query, layouts: [Layout]? = nil, _ comment: Comment? = nil
  ) async throws {
    let paths = try texts.map { try tradeFile(Array($0.utf8)) }
    let aggregation = try SQLAggregation(
      of: paths.map { try SQLInput(file: $0, memory: 1 << 20) }, layouts: layouts, query: query)
    let answer = try tradeFile(Array(try SQLInterpreter.answer(aggregation).utf8), "answer.csv")
    let found = try aggregation.reading(ofAnswer: answer, threads: 1, memory: 1 << 30)
    let expected = try await TradeReader(layouts: layouts).read(paths, for: query)
    #expect(sums(found.cube) == sums(expected.cube), comment)
    #expect(found.cube.periods == expected.cube.periods, comment)
    #expect(found.cube.cells.scale == expected.cube.cells.scale, comment)
    #expect(found.cube.cells.digits == expected.cube.cells.digits, comment)
    #expect(found.tally == expected.tally, comment)
    #expect(found.notes == expected.notes, comment)
    #expect(found.unit == expected.unit, comment)
    // Here rejected texts are shown without the quotes and blanks around them.
    func plain(_ field: Int, _ reason: String) -> String {
      "\(field) \(reason.filter { $0 != "\"" && $0 != " " })"
    }
    let reasons = Dictionary(grouping: expected.rejects) { plain($0.field, $0.reason) }
    let counts = Dictionary(grouping: found.rejectCounts) { plain($0.field, $0.reason) }
    #expect(
      counts.mapValues { $0.reduce(0) { $0 + $1.rows } } == reasons.mapValues(\.count), comment)
  }

  private static let baci = """
    t,i,j,k,v,q
    2019,4,24,30431,0.198,0.001
    2019,4,31,251512, 27.902,169.800
    2020,4,32,401031,x.164,NA
    2020,24,4,10121,1250.000,10.000
    20x0,24,4,10121,1250.000,10.000
    2020,24,4,10121,,10.000
    2020,24,4,10121
    2020,24,4,10121,1,1,1
    2020,24,4,10121,1,1,, 
    2020,4,24,30431,1.5e-3,0.002
    2020,31,4,251512,"1,012.5",NA
    2020,31,4,251512,0.12345678901234,NA
    2021,31,4,251512,$(5),NA

    """

  @Test(arguments: ["", "reporter", "country", "partner,product:2", "reporter,product"])
  func sumsOfBACIAreTheSame(_ keys: String) async throws {
    let keys = keys.split(separator: ",").compactMap { Key(String($0)) }
    try await compare([Self.baci], Query(keys: keys))
    let spans = Query(
      keys: keys, filters: [try #require(Filter("reporter!=31"))],
      span: Period(first: Period(year: 2019).first, last: Period(year: 2020).last))
    try await compare([Self.baci, "i,j,k,t,v,q\n4,24,30431,2020,7,1\n"], spans)
  }

  private static let comtrade = """
    period,reporterISO,flowCode,partnerISO,classificationCode,cmdCode,motCode,primaryValue
    201701,DEU,X,W00,H5,TOTAL,0,100
    201701,DEU,X,CHN,H5,1012,0,10.5
    201701,DEU,X,CHN,H5,101200,0,9
    201701,DEU,X,CHN,H5,101200,2100,4
    201702,DEU,M,CHN,H5,101200,0,5
    201702,DEU,RX,CHN,H5,101200,0,5
    201702,DEU,Z,CHN,H5,101200,0,5
    201702,DEU,Z,FRA,H5,101200,0,bad
    201713,DEU,X,FRA,H5,101200,0,5
    201713,DEU,X,FRA,H5,101200,0,bad
    201752,NA,X,FRA,H5,10121,0,5
    2017-Q3,NA,X,FRA,H5,10121,0,6
    Jun 2017,NA,Import,FRA,H5,10121,0,6

    """

  @Test(arguments: [
    "reporter", "reporter,flow", "product:2", "partner,flow", "flow,product", "partner",
  ])
  func sumsOfComtradeAreTheSame(_ keys: String) async throws {
    let keys = keys.split(separator: ",").compactMap { Key(String($0)) }
    try await compare([Self.comtrade], Query(keys: keys))
    try await compare(
      [Self.comtrade], Query(keys: keys, filters: [try #require(Filter("partner=CHN,W00"))]))
    try await compare(
      [Self.comtrade],
      Query(
        keys: keys, filters: [try #require(Filter("period=2017,2017-01,2017-06"))],
        span: Period(year: 2017, from: 1, to: 12)))
    try await compare([Self.comtrade], Query(keys: keys, frequency: .quarter))
  }

  @Test func plainTablesOfEveryShapeAreTheSame() async throws {
    let reporter = try #require(Key("reporter"))
    let flow = try #require(Key("flow"))
    // Exports and imports side by side, domestic sales, both sides of the trade in one column.
    try await compare(
      ["year;reporter;partner;exports;imports\n2017;A;B;1,5;2\n2017;B;B;3;4\n2018;A;World;7;-\n"],
      Query(keys: [reporter, flow]))
    // A month beside its year.
    try await compare(
      ["year,month,country,value\n2017,1,A,5\n2017,Feb,B,6\n2017,13,B,6\n2018,12,A,1\nx,1,A,1\n"],
      Query(keys: [reporter], span: Period(first: 2017 * 12, last: 2018 * 12)))
    // Periods across.
    try await compare(
      ["country,product,2016,2017,2018\nA,01,1,2,\nB,02,x,2,3\nB,0201,5,..,0\nA,TOTAL,1,1,1\n"],
      Query(keys: [reporter], span: Period(year: 2017)))
    // Labels of units, which tell apart what does not add.
    try await compare(
      ["year,country,indicator,value\n2017,A,USD,5\n2017,A,t,6\n"], Query(keys: [reporter]))
  }

  /// Numbers in every form, made at random: the same verdict and value, and an exact sum.
  @Test func numbersInEveryFormAreTheSame() async throws {
    var generator = Generator(seed: 20_261_201)
    let pieces = [
      "0", "1", "23", "456", "7890", ",", ".", ".", " ", "'", "-", "+", "e", "E", "-2", "+3", "$",
      "€",
      "(", ")", "\u{a0}", "\u{2212}", "NA", "x", "000", "123456789012",
    ]
    var rows = ["year,reporter,value"]
    for row in 0..<300 {
      let text = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        pieces[Int.random(in: pieces.indices, using: &generator)]
      }.joined()
      rows.append("2017,r\(row),\"\(text)\"")
      rows.append("2018,r\(row),1")
    }
    print("seed 20261201")
    try await compare(
      [rows.joined(separator: "\n") + "\n"], Query(keys: [try #require(Key("reporter"))]))
  }

  @Test func whatStatementsCannotDoIsRefusedInALine() throws {
    func message(_ text: String, layouts: [Layout]? = nil) throws -> String {
      let path = try tradeFile(Array(text.utf8))
      do {
        _ = try SQLAggregation(
          of: [try SQLInput(file: path, memory: 1 << 20)], layouts: layouts, query: Query())
        return "not refused"
      } catch { return "\(error)" }
    }
    #expect(try message("geo,flow\\time\t2016 \t2017 \nDE,EXP\t1 p\t2\n").contains("packs several"))
    #expect(
      try message("about\n\nyear,reporter,value\n2017,A,5\n").contains("before the header"))
    #expect(throws: TradeDataError.self) { try SQLInput(file: "-", memory: 1) }
    #expect(throws: TradeDataError.self) { try SQLInput(file: "a.zip/b.csv", memory: 1) }
  }

  @Test func aQuoteThatStaysOpenAsksForAnotherReading() async throws {
    let path = try tradeFile(Array("year,reporter,value\n2017,A,5\n2017,\"B\nC\",6\n".utf8))
    let aggregation = try SQLAggregation(
      of: [try SQLInput(file: path, memory: 1 << 20)], layouts: nil, query: Query())
    let answer = try tradeFile(Array(try SQLInterpreter.answer(aggregation).utf8), "answer.csv")
    #expect(throws: SQLAggregation.QuotesMet.self) {
      try aggregation.reading(ofAnswer: answer, threads: 1, memory: 1 << 30)
    }
  }
}
