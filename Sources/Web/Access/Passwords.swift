import Crypto
import CryptoExtras
import Foundation
public import Ledger
import Places

/// Why a password wasn't hashed.
public enum HashingFault: Error, Hashable, Sendable {
  /// Too many wait for it.
  case busy
  /// The library refused, with its words.
  case refused(String)
}

/// How passwords are kept: scrypt (RFC 7914) over the password in Unicode's form NFKC, each with a salt of its own.
///
/// A guess costs 32 MB and some 100 ms, to whoever checks as to whoever guesses: at most two are hashed at once.
public struct Passwords: Sendable {
  /// What a guess costs: scrypt's N (a power of two), r and p.
  public struct Cost: Hashable, Sendable {
    public let rounds: Int
    public let blockSize: Int
    public let parallelism: Int

    public init(rounds: Int, blockSize: Int, parallelism: Int) {
      self.rounds = rounds
      self.blockSize = blockSize
      self.parallelism = parallelism
    }

    /// For everything but tests.
    public static let usual = Cost(rounds: 1 << 15, blockSize: 8, parallelism: 1)
  }

  private static let saltLength = 16
  private static let digestLength = 32

  private let cost: Cost
  /// Each takes 32 MB and a processor; more than these would wait for longer than a request may take.
  private let places = Places(atOnce: 2, mostWaiting: 64)
  /// What a password is held against that is of no account: it costs the same and fits none.
  private let nobody: KeptPassword

  public init(cost: Cost = .usual) {
    self.cost = cost
    nobody = KeptPassword(
      salt: Self.random(Self.saltLength), rounds: cost.rounds, blockSize: cost.blockSize, parallelism: cost.parallelism,
      digest: Self.random(Self.digestLength))
  }

  /// - Throws: `HashingFault`.
  public func hash(_ password: String) async throws(HashingFault) -> KeptPassword {
    let salt = Self.random(Self.saltLength)
    let made = KeptPassword(salt: salt, rounds: cost.rounds, blockSize: cost.blockSize, parallelism: cost.parallelism, digest: [])
    let digest = try await digest(of: password, as: made)
    return KeptPassword(salt: salt, rounds: made.rounds, blockSize: made.blockSize, parallelism: made.parallelism, digest: digest)
  }

  /// Whether it is this password. Without one to hold it against it takes as long and is none.
  /// - Throws: `HashingFault`.
  public func matches(_ password: String, _ kept: KeptPassword?) async throws(HashingFault) -> Bool {
    guard !password.isEmpty else { return false }
    let digest = try await digest(of: password, as: kept ?? nobody)
    return ConstantTime.areEqual(digest, kept?.digest ?? nobody.digest) && kept != nil
  }

  private func digest(of password: String, as kept: KeptPassword) async throws(HashingFault) -> [UInt8] {
    guard await places.take() else { throw .busy }
    let result: Result<[UInt8], any Error> = Result { try Self.scrypt(Self.bytes(of: password), kept, length: Self.digestLength) }
    await places.leave()
    switch result {
    case .success(let digest): return digest
    case .failure(let error): throw .refused("\(error)")
    }
  }

  /// - Throws: `HashingFault.refused` for nothing to hash; what the library throws for parameters that can't be.
  static func scrypt(_ password: [UInt8], _ kept: KeptPassword, length: Int) throws -> [UInt8] {
    // The library stops the program at bytes that aren't there.
    guard !password.isEmpty, !kept.salt.isEmpty else { throw HashingFault.refused("there is no password, or no salt") }
    let key = try KDF.Scrypt.deriveKey(
      from: password, salt: kept.salt, outputByteCount: length, rounds: kept.rounds, blockSize: kept.blockSize, parallelism: kept.parallelism)
    return key.withUnsafeBytes { Array($0) }
  }

  /// The same letters are the same password, whatever keyboard they were typed on.
  static func bytes(of password: String) -> [UInt8] { Array(password.precomposedStringWithCompatibilityMapping.utf8) }

  /// From the system's randomness.
  static func random(_ count: Int) -> [UInt8] {
    var chance = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &chance) }
  }
}
