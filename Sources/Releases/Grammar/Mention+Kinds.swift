import Consistency

extension Mention {
  /// Whether the word of a level is a noun, which leads to what it is the level of: «объёма экспорта».
  var isLevelNoun: Bool {
    concept == .level && ["объем", "стоимост", "сумм"].contains { text.hasPrefix($0) }
  }

  var isMeasure: Bool {
    if case .concept(.measure) = meaning { true } else { false }
  }

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
