import Testing

@testable import Exact
@testable import TradeData

@Suite struct DecimalReaderTests {
  @Test(arguments: [
    ("0", 0), ("7", 7000), ("0.198", 198), ("27.9", 27900), (".5", 500), ("5.", 5000),
    ("1234567890.123", 1_234_567_890_123), ("00012.010", 12010), ("9999999999999999", nil),
    ("999999999999999", 999_999_999_999_999_000),
  ])
  func readsPlainDecimalsAtTheScale(_ text: String, _ expected: Int?) {
    #expect(quick(text, scale: 3) == expected.map(Int64.init))
  }

  @Test(arguments: [
    "", ".", "-1", "+1", "1.2345", "1,000", "1.2.3", " 1", "1 ", "1e3", "NA", "\"1\"", "1\0",
    "12345678901234567", "ÿ", "1/2", "1:2",
  ])
  func leavesEverythingElseToTheCarefulPath(_ text: String) {
    #expect(quick(text, scale: 3) == nil)
  }

  @Test func agreesWithTheCarefulPathOnRandomTexts() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Generator(seed: seed)
    let alphabet = Array("0123456789012345678901234567890123456789.,- \"eE+")
    for _ in 0..<20_000 {
      let length = Int.random(in: 1...17, using: &random)
      let text = String((0..<length).compactMap { _ in alphabet.randomElement(using: &random) })
      guard let fast = quick(text, scale: 6) else { continue }
      let careful = careful(text)
      #expect(careful == ScaledInteger(digits: Int128(fast), scale: 6).reduced, "\(text), \(seed)")
    }
  }

  @Test(arguments: [
    ("-12.50", "-12.5"), ("  475384.27 ", "475384.27"), ("\"2715997517261\"", "2715997517261"),
    ("\"154,274\"", "154274"), ("1,234,567.8", "1234567.8"), ("1.5e+07", "15000000"),
    ("2E-3", "0.002"), ("12345678901234567890.123456789", "12345678901234567890.123456789"),
  ])
  func carefulPathKnowsEveryForm(_ text: String, _ expected: String) {
    #expect(careful(text)?.description == expected)
  }

  @Test(arguments: ["12,34", "1,2345", "1234,567", "--1", "1.2.3", "x", "1 2", "e5", "1e", "0x1f"])
  func carefulPathRefusesWhatIsNoNumber(_ text: String) {
    let outcome = number(text)
    guard case .invalid = outcome else { return #expect(Bool(false), "\(text): \(outcome)") }
  }

  @Test(arguments: ["", "  ", "NA", "           NA", "\"\"", "\"NA\""])
  func blanksAndTheLayoutsWordAreMissing(_ text: String) {
    guard case .missing = number(text) else { return #expect(Bool(false), "\(text)") }
  }

  @Test func numberPast128BitsIsSaid() {
    let outcome = number(String(repeating: "9", count: 40))
    guard case .tooLong = outcome else { return #expect(Bool(false), "\(outcome)") }
  }

  @Test func commaCanBeThePoint() {
    let bytes = Array("1.234,5".utf8)
    let number = bytes.withUnsafeBytes {
      NumberText($0, point: UInt8(ascii: ","), missing: [])
    }
    guard case .number(let value) = number else { return #expect(Bool(false)) }
    #expect(value.description == "1234.5")
  }

  private func quick(_ text: String, scale: Int) -> Int64? {
    let bytes = Array(text.utf8) + Array("9,777777777777777777".utf8)
    let result = bytes.withUnsafeBytes { buffer -> Int64 in
      guard let start = buffer.baseAddress else { return DecimalReader.undecided }
      return DecimalReader(scale: scale).read(start, text.utf8.count)
    }
    return result == DecimalReader.undecided ? nil : result
  }

  private func number(_ text: String) -> NumberText {
    Array(text.utf8).withUnsafeBytes {
      NumberText($0, point: UInt8(ascii: "."), missing: ["NA"])
    }
  }

  private func careful(_ text: String) -> ScaledInteger? {
    if case .number(let value) = number(text) { value.reduced } else { nil }
  }
}
