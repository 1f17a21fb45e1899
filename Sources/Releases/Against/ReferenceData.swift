public import TradeData

/// Trade files that the figures of releases are confronted with.
///
/// Everything but products is read once. What a release says of one product is read when it is first
/// asked for, so that a file with every product of every pair of countries needs no more memory than
/// its sums.
public actor ReferenceData {
  /// The files as they were named.
  public nonisolated let files: [String]
  /// The unit of the values; its name is empty where neither the files nor the user say it.
  public nonisolated let unit: Unit
  /// What a user should know of how the files were read, one line each.
  public nonisolated let notes: [String]
  /// Whether rows could not be read, so that no sum is known to be whole.
  nonisolated let hasRejects: Bool
  nonisolated let base: ReferenceCube
  /// Whether the base counts all products: by their total, or as the file has no products at all.
  nonisolated let hasTotals: Bool
  private nonisolated let reader: TradeReader
  private var allCodes: Task<ProductCodes, any Error>?
  private var products: [String: Task<ReferenceProduct, any Error>] = [:]

  /// Reads the files as one data set.
  ///
  /// - Parameters:
  ///   - files: Their paths, as `saldo analyze` takes them.
  ///   - unit: The unit of the values where the files do not say it: `thousand USD`.
  ///   - threads: The number of threads.
  /// - Throws: `TradeDataError` where a file cannot be read or is of no known layout.
  public init(_ files: [String], unit: Unit? = nil, threads: Int = 1) async throws {
    self.files = files
    reader = TradeReader(threads: threads)
    let reading = try await reader.read(files, for: ReferenceData.query)
    base = ReferenceCube(reading)
    guard !reading.cube.keys.contains(where: { $0.source == .role(.multiplier) }) else {
      throw TradeDataError(
        files[0],
        "holds values in different multiples of their unit, which --against does not add; expected "
          + "one, so split the file by it")
    }
    self.unit = ReferenceData.unit(of: reading, or: unit)
    hasRejects = reading.tally.rejected > 0
    // A file without products leaves the key out, and so does one without their column.
    hasTotals = reading.levels[.product] == 0
    var notes = [
      "\(ReferenceData.name(of: files)): \(reading.layout.title), in \(self.unit)"
    ]
    if let first = reading.rejects.first {
      notes.append(
        "\(first.file):\(first.line): field \(first.field) could not be read, "
          + "\(first.reason) (\(reading.tally.rejected) such rows): sums of the data are taken "
          + "as the least that the values can be")
    }
    self.notes = notes
  }

  /// The unit that a user writes: `USD`, `thousand USD`, `млн EUR`; nil for anything else.
  public static func unit(_ text: String) -> Unit? {
    let words = text.split(separator: " ").map(String.init)
    guard let code = words.last?.uppercased(), code.utf8.count == 3,
      code.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5a })
    else { return nil }
    switch words.count {
    case 1: return Unit(code)
    case 2: return UnitWords.exponent(of: words[0]).map { Unit(code, exponent: $0) }
    default: return nil
    }
  }

  /// The unit that the files state, and, where they leave it open, the one that the user does.
  private static func unit(of reading: TradeReader.Reading, or stated: Unit?) -> Unit {
    let said = reading.unit
    guard reading.layout.unit == .unknown else { return said }
    // The name of an indicator may be a unit with its power of ten.
    if let meaning = IndicatorMeaning(said.name)?.unit {
      return Unit(meaning.name, exponent: meaning.exponent + said.exponent)
    }
    guard let stated else { return said.name.isEmpty ? said : .unknown }
    return Unit(stated.name, exponent: stated.exponent == 0 ? said.exponent : stated.exponent)
  }

  /// The files in one word: the first, and how many more.
  nonisolated var name: String { ReferenceData.name(of: files) }

  private static func name(of files: [String]) -> String {
    let last = files.first?.split(separator: "/").last.map(String.init) ?? ""
    return files.count > 1 ? "\(last) and \(files.count - 1) more" : last
  }

  private static var query: Query {
    var query = Query()
    query.optionalKeys = [.reporter, .partner, .flow, .region, .indicator]
    query.levels = [
      .reporter: .every, .partner: .every, .indicator: .every, .product: .at(0),
    ]
    return query
  }

  // MARK: - Products

  /// Every product of the data.
  func codes() async throws -> ProductCodes {
    if let allCodes { return try await allCodes.value }
    let (files, reader) = (files, reader)
    let task = Task {
      var query = Query()
      query.optionalKeys = [.product, .productLabel]
      query.levels = [
        .product: .every, .reporter: .every, .partner: .every, .indicator: .every,
      ]
      return ProductCodes(try await reader.read(files, for: query).cube)
    }
    allCodes = task
    return try await task.value
  }

  /// The sums of one product, or why there are none.
  func product(_ name: String) async throws -> ReferenceProduct {
    if let known = products[name] { return try await known.value }
    let (files, reader) = (files, reader)
    let task = Task {
      let codes = try await self.codes()
      switch codes.find(name) {
      case .absent(let reason): return ReferenceProduct.absent(reason)
      case .found(let texts, let level, let label, let isWhole):
        var query = ReferenceData.query
        query.filters = [Filter(.product, Set(texts))]
        query.levels[.product] = level.map { .at($0) }
        return .found(
          ReferenceCube(try await reader.read(files, for: query)), code: label, isWhole: isWhole)
      }
    }
    products[name] = task
    return try await task.value
  }
}

/// What the data has of one product.
enum ReferenceProduct: Sendable {
  case found(ReferenceCube, code: String, isWhole: Bool)
  case absent(String)
}
