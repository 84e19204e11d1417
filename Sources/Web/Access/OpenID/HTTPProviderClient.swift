import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Asks over HTTP. No redirect is followed: a provider's addresses are those that it publishes.
struct HTTPProviderClient: ProviderClient {
  /// For everything, from connecting to the answer's end.
  static let timeLimitSeconds: Int64 = 10
  /// Bytes of an answer. A longer one isn't read.
  static let answerLimit = 1 << 20

  func ask(_ request: ProviderRequest) async throws(ProviderFault) -> ProviderAnswer {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.httpVersion = .http1Only
    configuration.connectionPool.retryConnectionEstablishment = false
    do {
      return try await HTTPClient.withHTTPClient(configuration: configuration) { client in try await Self.ask(request, by: client) }
    } catch let error as HTTPClientError where error == .deadlineExceeded {
      throw .unreachable("no answer within \(Self.timeLimitSeconds) s")
    } catch {
      throw .unreachable("\(error)")
    }
  }

  private static func ask(_ request: ProviderRequest, by client: HTTPClient) async throws -> ProviderAnswer {
    var asked = HTTPClientRequest(url: request.url)
    asked.headers.add(name: "Accept", value: "application/json")
    if let authorization = request.authorization { asked.headers.add(name: "Authorization", value: authorization) }
    if let form = request.form {
      asked.method = .POST
      asked.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
      asked.body = .bytes(ByteBuffer(string: form))
    }
    let answer = try await client.execute(asked, deadline: NIODeadline.now() + .seconds(timeLimitSeconds))
    let body = try await answer.body.collect(upTo: answerLimit)
    return ProviderAnswer(status: Int(answer.status.code), body: String(buffer: body))
  }
}
