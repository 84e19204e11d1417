import Crypto
import Playbook
import Testing

@testable import Evidence

@Suite("Signature Version 4, as AWS shows it")
struct SignatureV4Tests {
  private let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

  /// `get-vanilla` of AWS' test suite.
  @Test func `the plainest request`() {
    let signature = SignatureV4(keyID: "AKIDEXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", region: "us-east-1", service: "service")
    let header = signature.authorization(
      method: "GET", path: "/", headers: ["Host": "example.amazonaws.com", "X-Amz-Date": "20150830T123600Z"], payload: empty, time: "20150830T123600Z")
    #expect(
      header
        == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, "
        + "Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")
  }

  private let documented = SignatureV4(keyID: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", region: "us-east-1")
  private let host = "examplebucket.s3.amazonaws.com"
  private let time = "20130524T000000Z"

  /// The examples of “Signature calculations for the Authorization header” in Amazon S3's reference.
  @Test func `a part of an object`() {
    let headers = ["Host": host, "Range": "bytes=0-9", "x-amz-content-sha256": empty, "x-amz-date": time]
    let header = documented.authorization(method: "GET", path: "/test.txt", headers: headers, payload: empty, time: time)
    #expect(header.hasSuffix("Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"))
    #expect(header.contains("SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"))
  }

  @Test func `an object that is sent`() {
    let payload = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"
    #expect(ContentDigest(SHA256.hash(data: Array("Welcome to Amazon S3.".utf8))).text == payload)
    let headers = [
      "Date": "Fri, 24 May 2013 00:00:00 GMT", "Host": host, "x-amz-content-sha256": payload, "x-amz-date": time, "x-amz-storage-class": "REDUCED_REDUNDANCY",
    ]
    let header = documented.authorization(method: "PUT", path: "/test%24file.text", headers: headers, payload: payload, time: time)
    #expect(header.hasSuffix("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"))
  }

  @Test func `a list with a query`() {
    let headers = ["Host": host, "x-amz-content-sha256": empty, "x-amz-date": time]
    let header = documented.authorization(method: "GET", path: "/", query: "max-keys=2&prefix=J", headers: headers, payload: empty, time: time)
    #expect(header.hasSuffix("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"))
  }

  @Test func `the time and the empty body as they are written`() {
    #expect(SignatureV4.time(Instant(milliseconds: 1_369_353_600_000)) == "20130524T000000Z")
    #expect(SignatureV4.time(Instant(milliseconds: 1_795_413_909_123)) == "20261123T060509Z")
    #expect(SignatureV4.emptyPayload == empty)
  }

  @Test func `addresses of buckets`() throws {
    let address = try #require(ObjectAddress("http://127.0.0.1:9000/evidence/gendan/"))
    #expect(address.origin == "http://127.0.0.1:9000" && address.host == "127.0.0.1:9000" && address.path == "/evidence/gendan")
    #expect(ObjectAddress("https://s3.example.com:443/b")?.host == "s3.example.com")
    for bad in ["", "evidence", "ftp://a/b", "http://127.0.0.1:9000", "http://a/b?c=d", "http://user:word@a/b", "http://a/b/../c", "http://a/b c"] {
      #expect(ObjectAddress(bad) == nil, "\(bad)")
    }
  }
}
