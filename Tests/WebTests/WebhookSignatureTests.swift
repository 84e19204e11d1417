import Foundation
import Playbook
import Testing

@testable import Web

@Suite("Signatures of webhooks")
struct WebhookSignatureTests {
  /// The specification's own example (standard-webhooks).
  private let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
  private let id = "msg_p5jXN8AQM9LWM0D4loKWxJek"
  private let timestamp = "1614265330"
  private let payload = #"{"test": 2432232314}"#
  private let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
  private let now = Instant(milliseconds: 1_614_265_330_000)

  private func fault(
    id: String? = nil, timestamp: String? = nil, signatures: String? = nil, body: String? = nil, secrets: [[UInt8]]? = nil, seconds: Int64 = 0
  ) throws -> WebhookSignature.Fault? {
    let own = try #require(WebhookSecret(secret)).bytes
    do throws(WebhookSignature.Fault) {
      try WebhookSignature.verify(
        id: id ?? self.id, timestamp: timestamp ?? self.timestamp, signatures: signatures ?? signature, body: Array((body ?? payload).utf8),
        secrets: secrets ?? [own], now: now + TimeAmount(seconds: seconds))
      return nil
    } catch { return error }
  }

  @Test func `the specification's example is signed as it stands there`() throws {
    let bytes = try #require(WebhookSecret(secret)).bytes
    let headers = WebhookSignature.headers(id: id, at: now, body: payload, secrets: [bytes])
    #expect(headers.map(\.name) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
    #expect(headers.map(\.value) == [id, timestamp, signature])
    #expect(try fault() == nil)
  }

  @Test func `what was altered isn't believed`() throws {
    #expect(try fault(id: "msg_other") == .noMatch)
    #expect(try fault(timestamp: "1614265331") == .noMatch)
    #expect(try fault(body: payload + " ") == .noMatch)
    #expect(try fault(secrets: [[1, 2, 3]]) == .noMatch)
    #expect(try fault(secrets: []) == .noMatch)
    for bad in ["", "v1", "v1,", "v1,AAAA", signature.replacing("v1,", with: "v2,"), signature.replacing("g0", with: "h0")] {
      #expect(try fault(signatures: bad) == .noMatch, "\(bad)")
    }
  }

  @Test func `one of several signatures and one of several secrets are enough`() throws {
    let own = try #require(WebhookSecret(secret)).bytes
    #expect(try fault(signatures: "v1a,xyz v1,AAAA \(signature)") == nil)
    #expect(try fault(secrets: [[9], own]) == nil)
    let both = WebhookSignature.headers(id: id, at: now, body: payload, secrets: [[9], own])[2].value
    #expect(both.split(separator: " ").count == 2 && both.hasSuffix(signature))
    #expect(try fault(signatures: both) == nil)
    #expect(try fault(signatures: both, secrets: [[9]]) == nil)
  }

  @Test func `a message is believed for five minutes, in both directions`() throws {
    #expect(try fault(seconds: 300) == nil)
    #expect(try fault(seconds: -300) == nil)
    #expect(try fault(seconds: 301) == .tooOld)
    #expect(try fault(seconds: -301) == .tooNew)
    for bad in ["", "x", "-1", "01", "1614265330.5", " 1614265330"] { #expect(try fault(timestamp: bad) == .badTimestamp, "\(bad)") }
  }

  @Test func `a secret is 24 to 64 bytes in base 64`() {
    let made = WebhookSecret()
    #expect(made.text.hasPrefix("whsec_") && made.bytes.count == 32 && WebhookSecret(made.text) == made && WebhookSecret() != made)
    for (count, isOne) in [(23, false), (24, true), (64, true), (65, false)] {
      #expect((WebhookSecret("whsec_" + Data(repeating: 7, count: count).base64EncodedString()) != nil) == isOne, "\(count)")
    }
    for bad in ["", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!"] { #expect(WebhookSecret(bad) == nil, "\(bad)") }
  }
}
