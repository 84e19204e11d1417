import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Sends over HTTP. Each message has a client of its own, which knows one address for the host: what was checked is what is connected to.
struct HTTPWebhookSender: WebhookSender {
  /// Seconds for everything, from connecting to the answer's end.
  static let timeLimitSeconds: Int64 = 15
  /// Bytes of an answer's body that are read.
  static let excerptLimit = 4_096

  func send(_ request: WebhookRequest) async -> WebhookAnswer {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.httpVersion = .http1Only
    // A refusal is an answer: what there is to be tried again is tried again later.
    configuration.connectionPool.retryConnectionEstablishment = false
    if NetworkAddress(request.url.host) == nil { configuration.dnsOverride = [request.url.host: request.address.text] }
    do {
      return try await HTTPClient.withHTTPClient(configuration: configuration) { client in try await Self.post(request, by: client) }
    } catch let error as HTTPClientError where error == .deadlineExceeded {
      return .failed("no answer within \(Self.timeLimitSeconds) s")
    } catch {
      return .failed("\(error)")
    }
  }

  private static func post(_ request: WebhookRequest, by client: HTTPClient) async throws -> WebhookAnswer {
    var post = HTTPClientRequest(url: request.url.text)
    post.method = .POST
    for (name, value) in request.headers { post.headers.add(name: name, value: value) }
    post.body = .bytes(ByteBuffer(string: request.body))
    let answer = try await client.execute(post, deadline: NIODeadline.now() + .seconds(timeLimitSeconds))
    return .answered(status: Int(answer.status.code), excerpt: await excerpt(of: answer.body))
  }

  /// The beginning of an answer's body: whoever answers without end isn't listened to without end.
  private static func excerpt(of body: HTTPClientResponse.Body) async -> String {
    var excerpt = ByteBuffer()
    do {
      for try await part in body {
        var part = part
        if let slice = part.readSlice(length: min(part.readableBytes, excerptLimit - excerpt.readableBytes)) { excerpt.writeImmutableBuffer(slice) }
        if excerpt.readableBytes >= excerptLimit { break }
      }
    } catch {
      // The status has come, and that is what counts: what was read until here is for the log.
    }
    return String(buffer: excerpt)
  }
}
