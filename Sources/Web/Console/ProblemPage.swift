import HTTPTypes
import Foundation
import Hummingbird
import Playbook

/// What went wrong, for somebody who looks at a page.
extension Console {
  private struct Content {
    let title: String
    let detail: String
    let id: String
    let code: Int
  }

  /// Whoever isn't logged in is led to where they can, and back from there.
  func answer(_ problem: Problem, _ request: Request, _ visit: Visit) -> Response {
    if PartyPages.isPlace(request.uri.path) { return answerParty(problem, request, visit) }
    switch problem.kind {
    case .unauthorized: return logInFirst(request)
    // They have logged in, and may do nothing else before.
    case .passwordChangeNeeded: return .redirect(to: "/console/password", type: .normal)
    default: break
    }
    let words = problem.detail.text(in: visit.language)
    let content = Content(title: problem.kind.title.text(in: visit.language), detail: words, id: visit.id, code: problem.kind.status.code)
    // Without the template the problem itself is still an answer.
    guard var page = try? page("problem", title: content.title, content, status: problem.kind.status, request, visit) else { return problem.response(visit) }
    for field in problem.headers { page.headers.append(field) }
    return page
  }

  private func logInFirst(_ request: Request) -> Response {
    // A part of a page can't become another page: the browser is told to go there as a whole.
    if request.headers[.hxRequest] != nil {
      return Response(status: .unauthorized, headers: [.hxRedirect: "/console/log-in"])
    }
    let wanted = request.uri.string.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    return .redirect(to: "/console/log-in?then=\(wanted)", type: .normal)
  }
}
