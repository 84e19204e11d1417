import HTTPTypes
import Hummingbird

extension Problem {
  static let internalError = Problem(
    kind: .internalError,
    detail: .init("请稍后再试；还不行就把请求编号告诉管理员。", "Try again later; if it stays so, tell the administrator the request's id."))

  static func tooLarge(limit: Int) -> Problem {
    Problem(kind: .tooLarge, detail: .init("最多 \(limit) 字节，请分几次发。", "At most \(limit) bytes: send it in several requests."))
  }

  static func tooManyRequests(waitSeconds: Int) -> Problem {
    Problem(
      kind: .tooManyRequests, detail: .init("请 \(waitSeconds) 秒后再试。", "Try again in \(waitSeconds) s."), headers: [.retryAfter: String(waitSeconds)])
  }

  static func timedOut(limitSeconds: Double) -> Problem {
    Problem(
      kind: .timedOut,
      detail: .init(
        "超过 \(limitSeconds) 秒没有办完。可能已经生效，请带同一个幂等键再发一次。",
        "It wasn't done within \(limitSeconds) s. It may have been done all the same: send it again with the same idempotency key."))
  }

  /// For what the router or the server itself refuses.
  init(status: HTTPResponse.Status, _ request: Request, _ visit: Visit, addresses: [Address]) {
    let path = request.uri.path
    let methods = addresses.filter { $0.path == path }.map(\.method.rawValue).sorted()
    switch status {
    case .notFound where !methods.isEmpty:
      self.init(
        kind: .methodNotAllowed,
        detail: .init("\(path) 只接受 \(methods.joined(separator: "、"))。", "\(path) takes \(methods.joined(separator: ", ")) only."),
        headers: [.allow: methods.joined(separator: ", ")])
    case .notFound:
      self.init(kind: .notFound, detail: .init("请核对地址 \(path)。", "Check the address \(path)."))
    case .contentTooLarge: self = .tooLarge(limit: visit.bodyLimit)
    case .internalServerError: self = .internalError
    default:
      self.init(
        kind: .badRequest, detail: .init("请按接口文档核对请求（\(status.code)）。", "Check the request against the API's documentation (\(status.code))."))
    }
  }
}
