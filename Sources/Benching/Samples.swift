/// Repeated timings of the same work.
public struct Samples: Sendable, Codable, Equatable {
  /// The seconds of each repetition, in order.
  public let seconds: [Double]
  /// The processor's seconds of each, of all threads together.
  ///
  /// Where others use the machine these change less than the time that passes.
  public let processor: [Double]
  /// The processor's seconds that a fixed piece of arithmetic took beside each of them.
  public let yardstick: [Double]

  /// Timings with what a fixed piece of work took beside each of them.
  public init(seconds: [Double], processor: [Double], yardstick: [Double]) {
    self.seconds = seconds
    self.processor = processor
    self.yardstick = yardstick
  }

  /// The middle one.
  public var median: Double { Samples.quantile(seconds, 0.5) }
  /// The middle one of the processor's.
  public var medianProcessor: Double { Samples.quantile(processor, 0.5) }
  /// The shortest.
  public var least: Double { seconds.min() ?? 0 }
  /// Half the distance between the quartiles, as a share of the median.
  public var spread: Double { Samples.spread(seconds) }

  /// These timings and later ones of the same work.
  func joined(with later: Samples) -> Samples {
    Samples(
      seconds: seconds + later.seconds, processor: processor + later.processor,
      yardstick: yardstick + later.yardstick)
  }

  /// Half the distance between the quartiles, as a share of the median; zero for fewer than two.
  static func spread(_ values: [Double]) -> Double {
    let middle = quantile(values, 0.5)
    guard middle > 0 else { return 0 }
    return (quantile(values, 0.75) - quantile(values, 0.25)) / 2 / middle
  }

  /// How far above the least the lower quartile lies, as a share: how well the least is known.
  static func lowerSpread(_ values: [Double]) -> Double {
    let least = quantile(values, 0)
    return least > 0 ? quantile(values, 0.25) / least - 1 : 0
  }

  /// The quantile between the two nearest of the sorted values; zero for none.
  static func quantile(_ values: [Double], _ share: Double) -> Double {
    let sorted = values.sorted()
    guard let last = sorted.last else { return 0 }
    let place = share * Double(sorted.count - 1)
    let index = Int(place)
    guard index + 1 < sorted.count else { return last }
    return sorted[index] + (place - Double(index)) * (sorted[index + 1] - sorted[index])
  }
}
