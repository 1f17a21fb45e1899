import Consistency
import Exact

/// What a figure is about, before units are known: a measure and whose it is.
struct Subject: Sendable, Hashable {
  var measure: Measure
  /// -1 where the word says that the balance is negative, 1 positive, 0 unsaid.
  var balanceSign = 0
  var scope = Scope()
}

/// How certain rules are to have found a subject, worst last.
enum Attachment: Int, Sendable {
  /// The sentence names it beside the figure.
  case named
  /// The sentence named it for an earlier figure.
  case inherited
  /// An earlier sentence named it.
  case carried
}

/// One figure with what the rules found for it: each combination of its kinds and scopes is a
/// reading.
struct Claim: Sendable {
  /// A kind of claim with the direction of its change.
  struct Meaning: Sendable, Hashable {
    var kind: Kind
    /// -1 for a decline.
    var direction = 1
    var cost = 0
    /// «N раз больше» as N + 1 times.
    var isOneMore = false

    /// Whether the claim compares two periods.
    var needsBase: Bool {
      switch kind {
      case .percentChange, .ratio, .index, .absoluteChange, .points: true
      case .level, .balance, .share: false
      }
    }
  }

  /// A period with the one that it is compared with.
  struct Time: Sendable, Hashable {
    var period: Period
    var base: Period?
  }

  let mention: Mention
  let figure: FigurePhrase
  var hedge: Hedge?
  /// Where the phrase begins, with its hedge and preposition.
  var start: Int
  var meanings: [Meaning]
  var subject: Subject
  var attachment = Attachment.named
  /// What else the figure may be of, the likelier first.
  var alternatives: [Subject] = []
  var period: Period
  /// What a change is compared with.
  var base: Period?
  /// When else the figure may have been, and what else it may be compared with.
  var otherTimes: [Time] = []
  /// The whole of a share.
  var whole: Subject?
  /// The flow that a comparison within one period is with.
  var comparedMeasure: Measure?
  /// Whether the figure may as well be of something that the rules do not see: then a reading says
  /// so, and no conflict can rest on this figure alone.
  var isDoubtful = false
  /// Why the figure may count something else than data of its scope does.
  var reservation: String?
  /// Whether the figure is a level of the period that others are compared with.
  var standsForBase = false
  /// Whether the figure is exports by imports.
  var isCoverage = false
  var vintage: String?
  /// How many brackets and inner clauses it stands in.
  var depth = 0
  /// The number of the sentence in the document.
  var sentence: Int
}

extension Claim {
  /// What a figure and its base have in common: an estimate is of one of them, a way of counting is
  /// of both.
  var basis: String? {
    vintage.flatMap { WayOfCounting.all.contains($0) ? $0 : nil }
  }

  /// Whether both say one quantity in one way with numbers that cannot be one number.
  func says(theSameAs other: Claim) -> Bool {
    guard subject == other.subject, period == other.period, base == other.base,
      whole == other.whole,
      vintage == other.vintage, comparedMeasure == other.comparedMeasure,
      let meaning = meanings.first, let otherMeaning = other.meanings.first,
      meaning.kind == otherMeaning.kind, FigurePhrase.sameSort(figure.unit, other.figure.unit)
    else { return false }
    func size(_ claim: Claim, _ meaning: Meaning) -> Interval {
      allowedSizes(of: claim.figure, hedge: claim.hedge, rounding: .halfUnit)
        .scaled(by: .powerOfTen(claim.figure.scale) * Rational(meaning.direction))
    }
    return size(self, meaning).intersection(size(other, otherMeaning)).isEmpty
  }
}

extension Claim {
  /// Whether the figure is the amount itself.
  var isLevel: Bool {
    meanings.first.map { $0.kind == .level || $0.kind == .balance } ?? false
  }

  /// Whether the figure is a change.
  var isChange: Bool {
    switch meanings.first?.kind {
    case .percentChange, .ratio, .index, .absoluteChange: true
    default: false
    }
  }
}
