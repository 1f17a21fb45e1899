import Consistency

extension Mention {
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
