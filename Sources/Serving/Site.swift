internal import Foundation
internal import Reporting

/// What the server has at which path.
struct Site: Sendable {
  let guardian: RequestGuard
  let jobs: Jobs
  let limits: Limits
  let queue: WorkQueue
  let uploads: UploadFolder
  let threads: Int

  /// The most bytes that the body of a request may have.
  func bodyLimit(of head: RequestHead) -> Int {
    switch head.path {
    case "/api/check": limits.checkBytes
    case "/api/analyze": limits.analyzeBytes
    // Read, so that the answer can say what is wrong with the request.
    default: 1 << 16
    }
  }

  /// The answer to a request; every way to fail is an answer too.
  func reply(to request: Request) async -> Reply {
    do {
      switch (request.head.path, request.head.method) {
      case ("/api/check", "POST"): return try await timed { try await check(request) }
      case ("/api/analyze", "POST"): return try await timed { try await analyze(request) }
      case ("/api/check", _), ("/api/analyze", _):
        var reply = Reply(
          Refusal(.methodNotAllowed, "\(request.head.path) takes POST, with the data as its body"))
        reply.headers.append(("Allow", "POST"))
        return reply
      case (_, "GET"), (_, "HEAD"):
        guard let page = Site.files[request.head.path] else {
          throw Refusal(.notFound, "there is nothing here; the page is at /")
        }
        return Reply(type: page.type, body: page.body)
      default:
        throw Refusal(.methodNotAllowed, "\(request.head.method) is not served here")
      }
    } catch let refusal as Refusal {
      return Reply(refusal)
    } catch let error as Jobs.WrongOption {
      return Reply(Refusal(.badRequest, error.reason))
    } catch is DeadlinePassed {
      return Reply(
        Refusal(
          .workTimeout, "the work took more than \(Int(limits.workSeconds)) s: use the command"))
    } catch is CancellationError {
      return Reply(Refusal(.failed, "the work was cancelled"))
    } catch {
      // What the data or the text has wrong, in the words of the commands.
      return Reply(Refusal(.unprocessable, "\(error)"))
    }
  }

  /// Does `work` when its turn comes, within the time for it.
  private func timed(_ work: @escaping @Sendable () async throws -> Reply) async throws -> Reply {
    try await withDeadline(seconds: limits.workSeconds) { [queue] in
      try await queue.run(work)
    }
  }

  /// The files of the page, by path: there are no others, so that none of the host's can be read.
  ///
  /// They are compiled into the program and not laid beside it, so that the one executable can be
  /// copied to another machine and still serves its page.
  private static let files: [String: (type: String, body: [UInt8])] = [
    "/": ("text/html; charset=utf-8", PackageResources.index_html),
    "/page.css": ("text/css; charset=utf-8", PackageResources.page_css),
    "/page.js": ("text/javascript; charset=utf-8", PackageResources.page_js),
    "/report.css": (
      "text/css; charset=utf-8", Array((ReportAssets.pageStyle + "\n" + ReportAssets.style).utf8)
    ),
    "/report.js": ("text/javascript; charset=utf-8", Array(ReportAssets.script.utf8)),
    "/favicon.ico": ("image/svg+xml", Array(icon.utf8)),
  ]

  private static let icon =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\">"
    + "<rect width=\"16\" height=\"16\" rx=\"3\" fill=\"#0067a8\"/>"
    + "<path d=\"M4 9h3v4H4zM9 3h3v10H9z\" fill=\"#fff\"/></svg>"
}
