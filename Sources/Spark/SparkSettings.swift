/// Where and how a script is run.
public struct SparkSettings: Sendable {
  /// The master, as `spark://host:7077`, `yarn`, `local[4]`; nil for that of Spark's own configuration.
  public var master: String?
  /// Spark's folder; nil for `SPARK_HOME` or `PATH`.
  public var home: String?
  /// A folder that this machine and every worker see, for the answer; nil for a temporary one, which
  /// does where all workers are on this machine.
  public var folder: String?
  /// Settings of Spark, by name.
  public var configuration: [(name: String, value: String)] = []

  /// The settings of Spark's own configuration.
  public init() {}

  /// Why a setting is refused, in words; nil where it may be given.
  ///
  /// What is given here stands on a command line, which every user of the machine can read.
  public static func problem(ofSetting name: String) -> String? {
    let words = [
      "secret", "password", "token", "credential", "access.key", "account.key", "passphrase",
    ]
    guard words.contains(where: name.lowercased().contains) else { return nil }
    return
      "\(name) looks like a secret, which a command line shows to everyone on this machine; put "
      + "it into Spark's spark-defaults.conf, core-site.xml or the environment"
  }

  /// Why an address is refused, in words; nil where it may be given.
  public static func problem(ofAddress address: String) -> String? {
    guard let scheme = address.firstRange(of: "://") else { return nil }
    let authority = address[scheme.upperBound...].prefix { $0 != "/" }
    guard authority.contains("@"), authority.contains(":") else { return nil }
    return "the address holds a password, which the script and Spark's log would show; put it into "
      + "Spark's core-site.xml or the environment"
  }

  /// Whether another master may take over where one is lost.
  var hasStandby: Bool { master?.contains(",") ?? false }

  /// Throws `SparkError` where no master of a standalone cluster listens.
  func reachMaster() throws(SparkError) {
    guard let master, master.hasPrefix("spark://") else { return }
    let hosts = master.dropFirst("spark://".count).split(separator: ",")
    let isReached = hosts.contains { host in
      guard let colon = host.lastIndex(of: ":") else { return false }
      return answers(
        host: String(host[..<colon]), port: String(host[host.index(after: colon)...]))
    }
    guard isReached else {
      throw SparkError(
        "--master \(master): nothing answers there; expected a running Spark master, as "
          + "spark://host:7077")
    }
  }
}
