import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Synchronization

/// Many requests in one: each is made as if it had come alone, by whoever sent them all.
///
/// Each is limited, audited and answered by itself; one that is refused hinders no other. They aren't one transaction.
final class BulkDoor: Sendable {
  private static let mostRequests = 200
  /// So many under way at once: the ledger groups what comes together.
  private static let atOnce = 16
  /// Bytes of one answer, and of all together.
  private static let longestAnswer = 4_194_304
  private static let longestAnswers = 16_777_216
  private static let methods: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete]

  private struct Asked: Sendable {
    let method: HTTPRequest.Method
    let path: String
    let key: String?
    let ifMatch: String?
    let body: String?
  }

  /// What every request passes; known once the door stands.
  private let doorway = Mutex<(@Sendable (Request, Visit) async throws -> Response)?>(nil)

  func use(_ doorway: @escaping @Sendable (Request, Visit) async throws -> Response) { self.doorway.withLock { $0 = doorway } }

  /// `{"requests": [{"method": "POST", "path": "/v1/cases", "key": "k-1", "body": {…}}, …]}`; the answers are in the same order.
  func answer(_ request: Request, _ visit: Visit) async throws -> Response {
    let object = try await JSONObject(request, visit)
    let asked = read(object)
    try object.end()
    guard let doorway = doorway.withLock({ $0 }) else { throw Problem.internalError }
    let budget = Budget()
    let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
      var (answers, next) = ([String](repeating: "", count: asked.count), 0)
      func begin() {
        guard next < asked.count else { return }
        let (place, one) = (next, asked[next])
        next += 1
        group.addTask { (place, try await Self.tell(doorway(Self.request(one, within: request), visit), within: budget)) }
      }
      for _ in 0..<Self.atOnce { begin() }
      for try await (place, text) in group {
        answers[place] = text
        begin()
      }
      return answers
    }
    return JSONBody.answer(text: "{\"answers\":[\(answers.joined(separator: ","))]}")
  }

  private func read(_ object: JSONObject) -> [Asked] {
    guard case .list(let items)? = object.value("requests"), (1...Self.mostRequests).contains(items.count) else {
      object.note("requests", .init("1 到 \(Self.mostRequests) 个请求的列表", "a list of 1 to \(Self.mostRequests) requests"))
      return []
    }
    return items.enumerated().compactMap { place, item in read(item, object.part("requests/\(place)", item)) }
  }

  private func read(_ item: JSONValue, _ part: JSONObject?) -> Asked? {
    guard let part else { return nil }
    let word = part.text("method", longest: 10)
    let path = part.text("path", longest: 2_000)
    let (key, ifMatch) = (part.optionalText("key"), part.optionalText("ifMatch"))
    if let key, !IdempotencyKey.isKey(key) { part.note("key", .init("1 到 200 个可见的 ASCII 字符", "1 to 200 visible ASCII characters")) }
    if let ifMatch, !ifMatch.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { part.note("ifMatch", .init("只能是 ASCII 字符", "ASCII characters only")) }
    let body = part.value("body")?.json
    for name in part.unread { part.note(name, .init("不认识这一项", "isn't known")) }
    let method = Self.methods.first { $0.rawValue == word }
    if method == nil, !word.isEmpty { part.note("method", .init("可以是：GET、POST、PUT、PATCH、DELETE", "one of: GET, POST, PUT, PATCH, DELETE")) }
    if !path.hasPrefix("/v1/") || !path.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
      part.note("path", .init("以 /v1/ 开头的地址，非 ASCII 字符写成 %XX", "an address that begins with /v1/, other than ASCII written as %XX"))
    } else if [["v1", "bulk"], ["v1", "events"]].contains(path.prefix { $0 != "?" }.split(separator: "/").map(String.init)) {
      part.note("path", .init("这个地址不能放在批量里", "this address can't be one of many"))
    }
    return method.map { Asked(method: $0, path: path, key: key, ifMatch: ifMatch, body: body) }
  }

  /// In the name and language of whoever sent them all.
  private static func request(_ asked: Asked, within outer: Request) -> Request {
    var headers = HTTPFields()
    let csrf = HTTPField.Name("X-CSRF-Token")
    for name in [.authorization, .cookie, .acceptLanguage, .traceparent, csrf].compactMap(\.self) { headers[name] = outer.headers[name] }
    headers[.idempotencyKey] = asked.key
    headers[.ifMatch] = asked.ifMatch
    if asked.body != nil { headers[.contentType] = "application/json" }
    let head = HTTPRequest(method: asked.method, scheme: outer.head.scheme, authority: outer.head.authority, path: asked.path, headerFields: headers)
    return Request(head: head, body: .init(buffer: ByteBuffer(string: asked.body ?? "")))
  }

  /// `{"status":201,"location":"…","etag":"…","body":{…}}`; what isn't JSON is a text.
  private static func tell(_ response: Response, within budget: Budget) async throws -> String {
    let collector = Collector(budget)
    let writer: any ResponseBodyWriter = collector
    do { try await response.body.write(writer) } catch is TooMuch { return "{\"status\":\(HTTPResponse.Status.contentTooLarge.code)}" }
    var parts = ["\"status\":\(response.status.code)"]
    for (name, header) in [("location", HTTPField.Name.location), ("etag", .eTag)] {
      if let value = response.headers[header] { parts.append("\"\(name)\":\(try StoredJSON.text(value))") }
    }
    let text = collector.text
    let isJSON = response.headers[.contentType]?.contains("json") ?? false
    if !text.isEmpty { parts.append("\"body\":\(isJSON ? text : try StoredJSON.text(text))") }
    return "{\(parts.joined(separator: ","))}"
  }

  /// What all answers of a request may take together.
  private final class Budget: Sendable {
    private let left = Mutex(BulkDoor.longestAnswers)

    func takes(_ count: Int) -> Bool {
      left.withLock { left in
        guard count <= left else { return false }
        left -= count
        return true
      }
    }
  }

  /// An answer that is a file rather than a text is asked for alone.
  private struct TooMuch: Error {}

  private final class Collector: ResponseBodyWriter {
    private let kept = Mutex("")
    private let budget: Budget

    init(_ budget: Budget) { self.budget = budget }

    var text: String { kept.withLock { $0 } }
    func write(_ buffer: ByteBuffer) async throws {
      try kept.withLock { kept in
        let text = String(buffer: buffer)
        guard kept.utf8.count + text.utf8.count <= BulkDoor.longestAnswer, budget.takes(text.utf8.count) else { throw TooMuch() }
        kept += text
      }
    }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }
}
