/// The style sheet and the script of a report.
///
/// They are files of their own in the package, where editors and tools know what they are, and are
/// compiled into the program, so that the one executable can be copied anywhere by itself.
public enum ReportAssets {
  /// What a report adds to the style of every page.
  public static let style = String(decoding: PackageResources.report_css, as: UTF8.self)
  /// The script that makes the table of a report.
  public static let script = String(decoding: PackageResources.report_js, as: UTF8.self)
  /// The script as a page's content security policy names it, so that no other one runs.
  ///
  /// SHA-256 in Base64; a test computes it anew.
  public static let scriptHash = "sha256-pu8qmAf9Ba68u0PMjHj0sxko/4AGdQan5Oeeg2iuUAI="
  /// The style sheet of the pages that `PageStyle` is for, and of reports.
  public static let pageStyle = PageStyle.css
}
