public import Playbook

/// Why a key set can't be used.
public enum KeySetFault: Error, Hashable, Sendable {
  /// No JSON, or not an object with a list `keys` of up to a hundred.
  case notASet
  /// No key of it can be used.
  case empty
  /// A key, counted from 1.
  case unfit(place: Int, Unfit)

  /// What is the matter with a key.
  public enum Unfit: Hashable, Sendable {
    /// It isn't for signatures, or of another kind or algorithm.
    case otherKind
    /// Its secret half is there, or it is a secret altogether.
    case secret
    /// Something is missing, or its numbers are no key; RSA has at least 2,048 bits.
    case unreadable
    /// Another key has the same id.
    case sameID
  }

  /// What is wrong and what would be right.
  public func text(in language: Language) -> String {
    switch self {
    case .notASet: language.words("不是 JWKS：应是 {\"keys\": [...]}。", "It is no JWKS: it should be {\"keys\": [...]}.")
    case .empty: language.words("里面没有能用的公钥。", "It has no public key that can be used.")
    case .unfit(let place, let unfit): language.words("第 \(place) 个密钥：\(unfit.text(in: language))。", "Key \(place): \(unfit.text(in: language)).")
    }
  }
}

extension KeySetFault.Unfit {
  fileprivate func text(in language: Language) -> String {
    switch self {
    case .otherKind:
      language.words("可以是 RSA（RS256）、P-256（ES256）或 Ed25519（EdDSA）的签名公钥", "it may be RSA (RS256), P-256 (ES256) or Ed25519 (EdDSA), for signatures")
    case .secret: language.words("是私钥或共享密钥，这里只放公钥", "it is private or a shared secret; only public keys belong here")
    case .unreadable: language.words("缺项或数值不对；RSA 至少 2048 位", "something is missing or no key; RSA has at least 2048 bits")
    case .sameID: language.words("kid 和前面的重复", "an earlier one has the same kid")
    }
  }
}
