import Testing

@testable import TradeData

@Suite struct StructuralIndexTests {
  @Test func agreesWithAByteByByteReadingOfRandomTexts() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Generator(seed: seed)
    let alphabet = Array("ab1,,;\n\"\"\r\0".utf8)
    for _ in 0..<500 {
      let length = Int.random(in: 1...300, using: &random)
      let text = (0..<length).compactMap { _ in alphabet.randomElement(using: &random) }
      for quoted in [false, true] {
        for isNarrow in [false, true] {
          #expect(
            indexed(text, quoted: quoted, isNarrow: isNarrow) == plain(text, quoted: quoted),
            "seed \(seed), quoted \(quoted), narrow \(isNarrow): \(text)")
        }
      }
    }
  }

  struct Outcome: Equatable {
    var starts: [Int] = [0]
    var lineEnds = 0
    var endsInside = false
    var lengthOfWholeRows = 0
    var hasNUL = false
    var hasQuotes = false
  }

  private func indexed(_ text: [UInt8], quoted: Bool, isNarrow: Bool) -> Outcome {
    // Separators behind the end must not be seen.
    let padded = text + Array(repeating: UInt8(ascii: ","), count: 64)
    var index = StructuralIndex(isNarrow: isNarrow)
    padded.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      index.index(
        base, length: text.count, separators: (UInt8(ascii: ","), UInt8(ascii: ";")), quoted: quoted
      )
    }
    return Outcome(
      starts: (0...index.count).map { Int(index.starts[$0]) }, lineEnds: index.lineEnds,
      endsInside: index.endsInside, lengthOfWholeRows: index.lengthOfWholeRows,
      hasNUL: index.hasNUL, hasQuotes: index.hasQuotes)
  }

  private func plain(_ text: [UInt8], quoted: Bool) -> Outcome {
    var outcome = Outcome()
    outcome.hasNUL = text.contains(0)
    outcome.hasQuotes = !quoted && text.contains(UInt8(ascii: "\""))
    for (place, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "\"") where quoted:
        outcome.endsInside.toggle()
      case UInt8(ascii: ","), UInt8(ascii: ";"):
        if !outcome.endsInside { outcome.starts.append(place + 1) }
      case UInt8(ascii: "\n") where !outcome.endsInside:
        outcome.starts.append(place + 1)
        outcome.lineEnds += 1
        outcome.lengthOfWholeRows = place + 1
      default: break
      }
    }
    return outcome
  }
}
