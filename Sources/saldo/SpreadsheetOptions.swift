internal import ArgumentParser

/// What a result is to be opened with.
struct SpreadsheetOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "In CSV, put an apostrophe before texts that a spreadsheet would run as a formula.",
      discussion: "They begin with =, +, - or @ and are no numbers. Default: texts as they are."))
  var neutraliseFormulas = false
}
