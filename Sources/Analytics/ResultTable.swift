public import TradeData

/// The result of an analysis, made block by block as it is written.
public struct ResultTable: Sendable {
  /// One column.
  public struct Column: Sendable {
    /// What its cells are.
    public enum Content: Sendable {
      /// Codes of these texts; -1 for an empty cell.
      case text([String])
      /// Exact numbers, printed with as many digits as they have.
      case exact
      /// Rounded numbers, printed with that many digits after the point.
      case rounded(places: Int)
    }

    /// The name in the header.
    public let name: String
    /// What its cells are.
    public let content: Content

    /// A column.
    public init(_ name: String, _ content: Content) {
      self.name = name
      self.content = content
    }
  }

  /// Some consecutive rows, column by column.
  public struct Block: Sendable {
    /// The cells of one column, as many as the block has rows.
    public enum Cells: Sendable {
      /// Indices into the column's texts; -1 for an empty cell.
      case codes([Int32])
      /// Numbers.
      case numbers(TradeData.Cells)
    }

    /// The number of rows.
    public let rowCount: Int
    /// The cells, in the order of the columns.
    public let columns: [Cells]

    /// A block.
    public init(rowCount: Int, columns: [Cells]) {
      self.rowCount = rowCount
      self.columns = columns
    }
  }

  /// The columns, in order.
  public let columns: [Column]
  /// The number of blocks.
  public let blockCount: Int
  /// What a reader should know, such as conventions and counts, one line each.
  public let notes: [String]
  private let make: @Sendable (Int) -> Block

  /// A table whose block number i is `make(i)`.
  public init(
    columns: [Column], blockCount: Int, notes: [String] = [],
    make: @escaping @Sendable (Int) -> Block
  ) {
    self.columns = columns
    self.blockCount = blockCount
    self.notes = notes
    self.make = make
  }

  /// The rows of one block; blocks may be made in any order and at the same time.
  public func block(_ number: Int) -> Block { make(number) }
}
