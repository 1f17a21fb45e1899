import Analytics
import Testing

@Suite struct FormulaTests {
  @Test(arguments: [
    (
      "trade~log( dist )+rta|exporter^year+importer^year",
      "trade ~ log(dist) + rta | exporter^year + importer^year"
    ),
    ("y ~ a*b", "y ~ a + b + a:b"),
    ("y ~ a + a + ln(b):C(c)", "y ~ a + log(b):factor(c)"),
    ("y ~ a - 1", "y ~ a + 0"), ("y ~ 0 + a", "y ~ a + 0"), ("y ~ 1", "y ~ 1"),
    ("`my trade` ~ `log dist` | i", "my trade ~ log dist | i"),
  ])
  func formulasAreReadInFull(_ text: String, _ full: String) throws {
    #expect(try Formula(text).description == full)
  }

  @Test func aConstantIsThereWithoutEffectsAlone() throws {
    #expect(try Formula("y ~ a").hasConstant)
    #expect(try !Formula("y ~ a + 0").hasConstant)
    #expect(try !Formula("y ~ a | i").hasConstant)
  }

  @Test(arguments: [
    ("", 1, "ends where the column of the outcome should be"),
    ("y", 2, "ends where a ~ should be"), ("y ~ a +", 8, "ends where a column"),
    ("y ~ log(a | i", 11, "\"|\" where a ) should be"),
    ("y ~ cube(a)", 5, "\"cube\" where log, exp, sqrt or factor should be"),
    ("y ~ a - b", 9, "\"b\" where a 1"), ("y ~ `a", 5, "a backtick that is not closed"),
    ("y ~ a | i ^", 12, "ends where a column should be"),
    ("y ~ a | i | j", 11, "\"|\" where the end or a + should be"),
  ])
  func wrongFormulaNamesTheCharacter(_ text: String, _ column: Int, _ message: String) {
    do {
      _ = try Formula(text)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.column == column)
      #expect(error.message.contains(message), "\(error)")
    }
  }
}
