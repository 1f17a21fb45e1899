import Consistency

extension Mention {
  /// Whether the word of a level is a noun, which leads to what it is the level of: «объёма экспорта».
  var isLevelNoun: Bool {
    concept == .level && isWord(.levelNouns)
  }

  var isMeasure: Bool {
    if case .concept(.measure) = meaning { true } else { false }
  }

  var isHedge: Bool {
    if case .hedge? = concept { true } else { false }
  }

  var isProduct: Bool {
    if case .product? = concept { true } else { false }
  }

  /// The mention with the money of a figure as the document means it: crowns and dollars are many.
  func withMoney(of discourse: Discourse) -> Mention {
    guard case .figure(var figure) = meaning, case .money(let code?) = figure.unit else {
      return self
    }
    figure.unit = .money(
      code == LocalCurrencies.dollar
        ? discourse.dollar : LocalCurrencies.code(code, in: discourse.home))
    var mention = self
    mention.meaning = .figure(figure)
    return mention
  }

  /// The currency that a word names away from its amount: "exports expressed in USD".
  var currency: String? {
    if case .currency(let code)? = concept { code } else { nil }
  }

  /// Whether it is written in Latin letters.
  var isLatin: Bool { text.utf8.first.map { $0 < 0x80 } ?? false }

  /// Whether it is a figure of money or of weight.
  var isAmountFigure: Bool {
    switch figure?.unit {
    case .money, .physical: true
    default: false
    }
  }

  /// Whether it is a figure with a unit that trade figures have.
  var isTradeFigure: Bool {
    switch figure?.unit {
    case .money, .percent, .times, .physical: true
    default: false
    }
  }
}
