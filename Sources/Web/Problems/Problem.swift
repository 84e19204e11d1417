import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Why a request wasn't answered as asked, as clients are told it (RFC 9457).
struct Problem: Error, Sendable {
  /// The closed list. What has a name here stands in docs/http-api/README.md.
  enum Kind: String, Sendable, CaseIterable {
    case badRequest = "bad-request"
    case invalid
    case unauthorized
    /// Name, password or code: which one isn't said.
    case logInFailed = "log-in-failed"
    /// The password is right, and a code has to come with it.
    case codeNeeded = "code-needed"
    case forbidden
    /// Nothing else may be done before.
    case passwordChangeNeeded = "password-change-needed"
    case notFound = "not-found"
    /// The host is nobody's here.
    case misdirected
    /// It was here, and is in an archive.
    case gone
    case methodNotAllowed = "method-not-allowed"
    case conflict
    /// The case doesn't take it as it stands.
    case refused
    case keyReused = "key-reused"
    case preconditionFailed = "precondition-failed"
    case preconditionRequired = "precondition-required"
    case locked
    case tooLarge = "too-large"
    case unsupportedMediaType = "unsupported-media-type"
    case rangeNotSatisfiable = "range-not-satisfiable"
    case tooManyRequests = "too-many-requests"
    case internalError = "internal-error"
    case unavailable
    case timedOut = "timed-out"
  }

  let kind: Kind
  /// What is the matter with this request, and what to do.
  let detail: Words
  var headers: HTTPFields = [:]
  /// What is wrong with the content, place by place.
  var faults: [Fault] = []
  /// What went wrong in here: for the log, not for the client.
  var cause: String?

  /// Something in the content that can't be.
  struct Fault: Hashable, Sendable {
    /// A JSON pointer (RFC 6901).
    let place: String
    let words: Words
  }

  /// The same in both languages.
  struct Words: Hashable, Sendable {
    let chinese: String
    let english: String

    init(_ chinese: String, _ english: String) {
      self.chinese = chinese
      self.english = english
    }

    func text(in language: Language) -> String { language.words(chinese, english) }
  }
}

extension Problem {
  private struct Body: Encodable {
    let type: String
    let title: String
    let status: Int
    let detail: String
    /// The request's id: what to name when asking somebody.
    let instance: String
    let errors: [One]?

    struct One: Encodable {
      let pointer: String
      let detail: String
    }
  }

  func response(_ visit: Visit) -> Response {
    let body = Body(
      type: "/problems/\(kind.rawValue)", title: kind.title.text(in: visit.language), status: kind.status.code, detail: detail.text(in: visit.language),
      instance: "urn:request:\(visit.id)",
      errors: faults.isEmpty ? nil : faults.map { .init(pointer: $0.place, detail: $0.words.text(in: visit.language)) })
    var headers = headers
    headers[.contentType] = "application/problem+json"
    headers[.contentLanguage] = visit.language.rawValue
    return Response(status: kind.status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: (try? StoredJSON.text(body)) ?? "")))
  }
}

extension Problem.Kind {
  var status: HTTPResponse.Status {
    switch self {
    case .badRequest: .badRequest
    case .invalid: .unprocessableContent
    case .unauthorized, .logInFailed, .codeNeeded: .unauthorized
    case .forbidden, .passwordChangeNeeded: .forbidden
    case .unsupportedMediaType: .unsupportedMediaType
    case .notFound: .notFound
    case .misdirected: .misdirectedRequest
    case .gone: .gone
    case .methodNotAllowed: .methodNotAllowed
    case .conflict, .refused: .conflict
    case .keyReused: .unprocessableContent
    case .preconditionFailed: .preconditionFailed
    case .preconditionRequired: .preconditionRequired
    case .locked: .init(code: 423, reasonPhrase: "Locked")
    case .tooLarge: .contentTooLarge
    case .rangeNotSatisfiable: .rangeNotSatisfiable
    case .tooManyRequests: .tooManyRequests
    case .internalError: .internalServerError
    case .unavailable, .timedOut: .serviceUnavailable
    }
  }

  var title: Problem.Words {
    switch self {
    case .badRequest: .init("请求看不懂", "The request isn't understood")
    case .invalid: .init("内容有错", "The content is wrong")
    case .unauthorized: .init("需要登录或令牌", "A log-in or a token is needed")
    case .logInFailed: .init("登录没有成功", "The log-in failed")
    case .codeNeeded: .init("还需要动态码", "A code is needed too")
    case .forbidden: .init("没有这个权限", "The right is missing")
    case .passwordChangeNeeded: .init("要先改密码", "The password has to be changed first")
    case .unsupportedMediaType: .init("不支持这种内容类型", "The content's type isn't supported")
    case .notFound: .init("没有找到", "Not found")
    case .misdirected: .init("这里没有这个主机", "There is no such host here")
    case .gone: .init("已归档", "It was archived")
    case .methodNotAllowed: .init("这个地址不支持这种方法", "The address doesn't take this method")
    case .refused: .init("工单不接受", "The case doesn't take it")
    case .keyReused: .init("编号用过了", "The key was used before")
    case .conflict: .init("与现状冲突", "It conflicts with what is there")
    case .preconditionFailed: .init("已经变了", "It has changed meanwhile")
    case .preconditionRequired: .init("需要先说明改的是哪一版", "Say which state is to be changed")
    case .locked: .init("暂时锁定", "Locked for a while")
    case .tooLarge: .init("内容太大", "The content is too large")
    case .rangeNotSatisfiable: .init("没有这一段", "There is no such range")
    case .tooManyRequests: .init("请求太频繁", "Too many requests")
    case .internalError: .init("服务器出错了", "Something went wrong in the server")
    case .unavailable: .init("暂时用不了", "Not available for the moment")
    case .timedOut: .init("处理超时", "It took too long")
    }
  }
}
