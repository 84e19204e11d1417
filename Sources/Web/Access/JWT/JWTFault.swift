/// Why a JWT isn't taken: for the log. Whoever sent it is told that it isn't good, and no more.
enum JWTFault: Error, Hashable, Sendable {
  case tooLong
  /// Not three parts of base 64, or no header that can be read.
  case malformed
  /// The header names something that has to be understood, and nothing is here.
  case critical
  /// No key of this id, or none named where there are several. The words are the sender's.
  case unknownKey(String)
  /// Not the algorithm of the key that is named. The words are the sender's.
  case wrongAlgorithm(String)
  /// With the library's words.
  case wrongSignature(String)
  /// A claim that is missing, or isn't what it has to be.
  case wrongClaim(String)
}
