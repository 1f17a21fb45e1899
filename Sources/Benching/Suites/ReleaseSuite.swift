internal import Consistency
internal import Releases

/// Releases read, judged and verified, as `saldo check` does, without files and output.
struct ReleaseSuite: Suite {
  let name = "releases"
  let summary = "releases of 300 characters read, judged and verified"
  let dimensions = [Dimension.releases]
  let isParallel = true

  func size(rows: Int) -> Size { Size([.releases: max(8, rows / 5_000), .figures: 6]) }

  func workload(_ size: Size, in workspace: Workspace) async throws -> Workload {
    var maker = ReleaseTexts(workspace.generator(name))
    let texts = (0..<size[.releases]).map { maker.text(figures: size[.figures], number: $0) }
    let threads = size[.threads]
    return Workload(amount: texts.count, unit: "releases", demand: .instructions) {
      await withTaskGroup(of: Int.self) { group in
        for task in 0..<threads {
          group.addTask {
            var holding = 0
            for index in stride(from: task, to: texts.count, by: threads) {
              let release = ReleaseReader().read(texts[index])
              let assessment = assess(release.statements, identities: release.identities)
              let problems = Verifier.check(assessment, of: release.statements)
              if assessment.verdict == .consistent, problems.isEmpty { holding += 1 }
            }
            return holding
          }
        }
        return Double(await group.reduce(0, +))
      }
    }
  }
}

/// The exact linear programs alone: statements that were read before, judged and verified.
struct ProofSuite: Suite {
  let name = "proofs"
  let summary = "statements judged by exact linear programs and verified"
  let dimensions = [Dimension.figures]
  let isParallel = true

  func size(rows: Int) -> Size { Size([.releases: max(4, rows / 50_000), .figures: 12]) }

  func workload(_ size: Size, in workspace: Workspace) async throws -> Workload {
    var maker = ReleaseTexts(workspace.generator(name))
    let releases = (0..<size[.releases]).map {
      ReleaseReader().read(maker.text(figures: size[.figures], number: $0))
    }
    let threads = size[.threads]
    let figures = releases.reduce(0) { $0 + $1.statements.count }
    return Workload(amount: figures, unit: "figures", demand: .instructions) {
      await withTaskGroup(of: Int.self) { group in
        for task in 0..<threads {
          group.addTask {
            var holding = 0
            for index in stride(from: task, to: releases.count, by: threads) {
              let release = releases[index]
              let assessment = assess(release.statements, identities: release.identities)
              let problems = Verifier.check(assessment, of: release.statements)
              if assessment.verdict == .consistent, problems.isEmpty { holding += 1 }
            }
            return holding
          }
        }
        return Double(await group.reduce(0, +))
      }
    }
  }
}
