internal import CMappedFiles

/// What happens when the bytes of a mapped file cannot be had any more.
package enum LostMappings {
  /// Ends the process with exit code 2 and one line that names the file, where it would crash else.
  ///
  /// For programs: a library that did so on its own would take the decision from its user.
  package static func endTheProcess() { saldo_mapping_losses_end_the_process() }
}
