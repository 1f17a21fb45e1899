public import LinearAlgebra

/// How well what one country sells matches what another buys, or sells itself.
///
/// Shares are of each country's total; a country without trade has none, and neither has any pair
/// with it (NaN).
public enum Profiles {
  /// Complementarity 100 (1 − Σ_k |m_kj − x_ki| / 2) of exporter i and importer j (Michaely 1996):
  /// 0 where no product is shared, 100 where the shares are the same.
  ///
  /// - Parameters:
  ///   - exports: Countries × products.
  ///   - imports: Countries × the same products.
  /// - Returns: Exporters × importers.
  public static func complementarity(exports: Matrix, imports: Matrix) -> Matrix {
    // |m − x| = m + x − 2 min(m, x), and both shares add up to 1.
    similarity(exports, imports)
  }

  /// Similarity 100 Σ_k min(s_ak, s_bk) of each row of `left` to each of `right` (Finger and Kreinin
  /// 1979): 0 where no product is shared, 100 where the shares are the same.
  public static func similarity(_ left: Matrix, _ right: Matrix) -> Matrix {
    precondition(
      left.columns == right.columns,
      "profiles of \(left.columns) and of \(right.columns) products do not compare")
    let (a, b) = (shares(left), shares(right))
    let (aValues, bValues, width) = (a.elements, b.elements, left.columns)
    var result = Matrix(rows: a.rows, columns: b.rows)
    for row in 0..<a.rows {
      for column in 0..<b.rows {
        var sum = 0.0
        for product in 0..<width {
          let (x, y) = (aValues[row * width + product], bValues[column * width + product])
          // Unlike `min`, this keeps a NaN of either side.
          sum += x < y ? x : (x >= y ? y : .nan)
        }
        result[row, column] = 100 * sum
      }
    }
    return result
  }

  private static func shares(_ values: Matrix) -> Matrix {
    values.scaled(
      rows: values.rowSums.map { $0 > 0 ? 1 / $0 : .nan },
      columns: Array(repeating: 1, count: values.columns))
  }
}
