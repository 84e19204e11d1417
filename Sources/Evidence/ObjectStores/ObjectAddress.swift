import Foundation

/// Where a bucket is: `http://127.0.0.1:9000/evidence`, `https://s3.eu-central-1.example.com/gendan/evidence`. What follows the bucket stands before each name in it.
public struct ObjectAddress: Hashable, Sendable {
  /// Scheme, host and port, as requests are sent to.
  let origin: String
  /// As it stands in the header of this name.
  let host: String
  /// The bucket, and what comes before names in it; begins with a slash, ends without.
  let path: String

  /// - Returns: nil when it is no address of a bucket, in letters, digits and `-._`.
  public init?(_ text: String) {
    guard let parts = URLComponents(string: text), let scheme = parts.scheme, ["http", "https"].contains(scheme), let name = parts.host, !name.isEmpty,
      parts.user == nil, parts.query == nil, parts.fragment == nil
    else { return nil }
    let names = parts.path.split(separator: "/")
    guard !names.isEmpty, names.allSatisfy({ $0 != "." && $0 != ".." && $0.utf8.allSatisfy(Self.isPlain) }) else { return nil }
    let usual = scheme == "http" ? 80 : 443
    host = parts.port.map { $0 == usual ? name : "\(name):\($0)" } ?? name
    origin = "\(scheme)://\(host)"
    path = "/" + names.joined(separator: "/")
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

/// Who asks an object store, and which region it says it is in.
public struct ObjectCredentials: Sendable {
  let keyID: String
  let secret: String
  let region: String

  /// - Parameter region: `us-east-1` for stores that have none.
  public init(keyID: String, secret: String, region: String = "us-east-1") {
    self.keyID = keyID
    self.secret = secret
    self.region = region
  }
}
