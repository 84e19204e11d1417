import Casework
import Hummingbird
import Logging
import NIOCore
import Playbook

/// What is known of a request besides itself.
struct Visit: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The other end of the connection; nil in tests without one.
  let client: String?
  var id = ""
  var trace: TraceContext?
  var language = Language.chinese
  var bodyLimit = 0
  /// Who asks, where the address is for some only.
  var caller: Caller?
  /// The case or playbook of whoever has come by a link, where the path names none.
  var ownCase: CaseID?
  var ownPlaybook: String?

  var maxUploadSize: Int { bodyLimit }

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    client = source.channel.remoteAddress?.ipAddress
  }

  /// Whoever asks. - Throws: `Problem` when nobody was let in.
  func someone() throws(Problem) -> Caller {
    guard let caller else { throw .unauthorized }
    return caller
  }

  /// Names the request: by its client's name for it, if that is one, else by a new one.
  mutating func identify(_ request: Request, bodyLimit: Int) {
    var chance = SystemRandomNumberGenerator()
    trace = request.headers[.traceparent].flatMap(TraceContext.init(traceparent:)) ?? .new(using: &chance)
    id = request.headers[.requestID].flatMap { Self.isName($0) ? $0 : nil } ?? String(UInt64.random(in: (1 << 60)...(.max), using: &chance), radix: 16)
    // Whoever has chosen one on a page means it for what the page asks too.
    let chosen = Cookie.value(of: "gendan_language", in: request).flatMap { Language(tag: $0) }
    language = chosen ?? Language(acceptLanguage: request.headers[.acceptLanguage])
    self.bodyLimit = bodyLimit
    // Hummingbird's own name for it would be a second one.
    logger[metadataKey: "hb.request.id"] = nil
    logger[metadataKey: "request"] = .string(id)
    logger[metadataKey: "trace"] = .string(trace?.traceID ?? "")
  }

  /// It goes into logs and back to the client: nothing that means something there.
  private static func isName(_ text: String) -> Bool {
    (1...128).contains(text.utf8.count)
      && text.utf8.allSatisfy { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }
  }
}

extension UInt8 {
  fileprivate var isASCIILetterOrDigit: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
  }
}
