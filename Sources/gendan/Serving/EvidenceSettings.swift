import Desk
import Evidence
import Foundation

/// Where files of evidence are kept, and how large they may be.
struct EvidenceSettings {
  /// Secrets aren't settings: they stand on no command line and in no settings file.
  static let keyVariable = "GENDAN_EVIDENCE_KEY_ID"
  static let secretVariable = "GENDAN_EVIDENCE_SECRET"
  /// The path of a file with the secret, instead.
  static let secretFileVariable = "GENDAN_EVIDENCE_SECRET_FILE"
  static let variables: Set<String> = [keyVariable, secretVariable, secretFileVariable]

  private enum Place {
    case folder(String)
    case bucket(ObjectAddress, ObjectCredentials, spool: String)
  }

  private let place: Place
  private let limits: EvidenceLimits

  /// - Parameters:
  ///   - store: `folder:PATH` or `s3:URL/BUCKET`.
  ///   - spool: where files for a bucket arrive.
  /// - Throws: `Trouble` when the store isn't understood, or a bucket's credentials are missing.
  init(store: String, spool: String, region: String, limits: EvidenceLimits, environment: [String: String]) throws {
    self.limits = limits
    let parts = store.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    switch (parts.first, parts.last) {
    case ("folder", let path?) where parts.count == 2 && !path.isEmpty: place = .folder(path)
    case ("s3", let url?) where parts.count == 2:
      guard let address = ObjectAddress(url) else { throw Self.misread(store) }
      place = .bucket(address, try Self.credentials(region, environment), spool: spool)
    default: throw Self.misread(store)
    }
  }

  /// Ready to take files.
  /// - Parameter isServer: whether what a crash left is removed first; whoever only removes files leaves it to the server.
  /// - Throws: `Trouble` when the folder where they arrive can't be used.
  func intake(isServer: Bool = true) throws -> EvidenceIntake {
    let intake: EvidenceIntake
    switch place {
    case .folder(let path): intake = EvidenceIntake(folder: path, limits: limits)
    case .bucket(let address, let credentials, let spool):
      intake = EvidenceIntake(store: ObjectStore(address, credentials) { WallClock().now() }, spool: Spool(folder: spool), limits: limits)
    }
    guard isServer else { return intake }
    do throws(EvidenceError) { try intake.begin() } catch {
      throw Trouble(
        say("证据的文件夹用不了，检查 evidence.store 和权限：\(error)", "The folder for evidence can't be used; check evidence.store and permissions: \(error)"),
        code: .unreadable)
    }
    return intake
  }

  /// Where the files are, to be read: nothing is made ready for taking any.
  func store() -> any EvidenceStore {
    switch place {
    case .folder(let path): return FolderStore(folder: path)
    case .bucket(let address, let credentials, _): return ObjectStore(address, credentials) { WallClock().now() }
    }
  }

  private static func misread(_ store: String) -> Trouble {
    Trouble(
      say(
        "evidence.store 不能是“\(store)”：写成 folder:路径，或 s3:https://主机/桶。",
        "evidence.store can't be “\(store)”: write folder:PATH, or s3:https://HOST/BUCKET."),
      code: .unreadable)
  }

  private static func credentials(_ region: String, _ environment: [String: String]) throws -> ObjectCredentials {
    var secret = environment[secretVariable]
    if let path = environment[secretFileVariable] {
      do { secret = try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines) } catch {
        throw Trouble(
          say("\(secretFileVariable) 指的文件 \(path) 读不了。", "The file \(path) that \(secretFileVariable) names can't be read."), code: .unreadable)
      }
    }
    guard let keyID = environment[keyVariable], !keyID.isEmpty, let secret, !secret.isEmpty else {
      throw Trouble(
        say(
          "evidence.store 是 s3：请设环境变量 \(keyVariable)，以及 \(secretVariable) 或 \(secretFileVariable)。",
          "evidence.store is s3: set the environment variables \(keyVariable), and \(secretVariable) or \(secretFileVariable)."),
        code: .unreadable)
    }
    return ObjectCredentials(keyID: keyID, secret: secret, region: region)
  }
}
