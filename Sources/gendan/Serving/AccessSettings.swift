import Desk
import Foundation
import Playbook
import Web

/// Who may come in though the ledger doesn't know them.
struct AccessSettings {
  /// What stands for nothing.
  static let none = "none"
  /// The client secret isn't a setting: it stands on no command line and in no settings file.
  static let secretVariable = "GENDAN_ACCESS_OIDC_SECRET"

  /// An issuer of JWTs for programs.
  struct Issuer: Hashable {
    let name: String
    let audience: String
    /// The path of a JSON Web Key Set.
    let keys: String
  }

  /// What is said about each setting that concerns it.
  private let words: [Setting: String]
  /// For the client secret.
  private let environment: [String: String]

  /// - Parameters:
  ///   - word: what is said about a setting, from all places.
  ///   - environment: may have the client secret.
  init(_ word: (Setting) -> String, environment: [String: String]) {
    words = Dictionary(uniqueKeysWithValues: Self.settings.map { ($0, word($0)) })
    self.environment = environment
  }

  /// Those that begin with `access.`.
  static let settings = Setting.allCases.filter { $0.rawValue.hasPrefix("access.") }

  /// Whether anything is said.
  var isSilent: Bool { words.allSatisfy { $0.value == $0.key.usual } && environment[Self.secretVariable] == nil }

  /// Nil takes no JWT.
  /// - Throws: `Trouble` when something is said of an issuer and not all of it.
  func issuer() throws -> Issuer? {
    guard try isSaid([.jwtIssuer, .jwtAudience, .jwtKeys]) else { return nil }
    return Issuer(name: word(.jwtIssuer), audience: word(.jwtAudience), keys: word(.jwtKeys))
  }

  /// Ready to let them in: keys and secrets are read now.
  /// - Throws: `Trouble` when something is missing, can't be, or a file can't be read or used.
  func knownElsewhere() async throws -> KnownElsewhere {
    var elsewhere = KnownElsewhere()
    if let issuer = try issuer() { elsewhere.programs = try await programs(issuer) }
    if try isSaid([.oidcIssuer, .oidcClient, .oidcRedirect]) { elsewhere.provider = IdentityProvider(try provider(), clock: WallClock()) }
    return elsewhere
  }

  private func word(_ setting: Setting) -> String { words[setting] ?? setting.usual }

  /// Whether all is said of these, or nothing.
  private func isSaid(_ settings: [Setting]) throws -> Bool {
    let missing = settings.filter { word($0) == Self.none }
    guard !missing.isEmpty, missing.count < settings.count else { return missing.isEmpty }
    let (lacking, names) = (missing.map(\.rawValue), settings.map(\.rawValue))
    throw Trouble(
      say(
        "缺 \(lacking.joined(separator: "、"))：\(names.joined(separator: "、")) 要么都写，要么都不写。",
        "\(lacking.joined(separator: ", ")) is missing: say all of \(names.joined(separator: ", ")), or none."),
      code: .unreadable)
  }

  // MARK: programs

  private func programs(_ jwt: Issuer) async throws -> ProgramTokens {
    let text = try read(jwt.keys, .jwtKeys)
    do throws(KeySetFault) {
      return try await ProgramTokens(issuer: jwt.name, audience: jwt.audience, keys: text, clock: { WallClock().now() })
    } catch {
      throw Trouble(say("\(jwt.keys)：\(error.text(in: .chinese))", "\(jwt.keys): \(error.text(in: .english))"), code: .unreadable)
    }
  }

  // MARK: people

  private func provider() throws -> OpenIDSettings {
    let file = word(.oidcSecretFile)
    let secret = file == Self.none ? environment[Self.secretVariable] ?? "" : try read(file, .oidcSecretFile)
    guard !secret.isEmpty else {
      throw Trouble(
        say(
          "\(Setting.oidcIssuer.rawValue) 要有 client secret：写 \(Setting.oidcSecretFile.rawValue)，或设环境变量 \(Self.secretVariable)。",
          "\(Setting.oidcIssuer.rawValue) needs a client secret: set \(Setting.oidcSecretFile.rawValue), or the environment variable \(Self.secretVariable)."),
        code: .unreadable)
    }
    var settings: OpenIDSettings
    do throws(OpenIDSettings.Fault) {
      settings = try OpenIDSettings(
        issuer: word(.oidcIssuer), clientID: word(.oidcClient), clientSecret: secret, redirect: word(.oidcRedirect),
        allowsLoopback: word(.oidcAllowLoopback) == "on")
    } catch {
      let setting = error == .issuer ? Setting.oidcIssuer : .oidcRedirect
      throw Trouble(
        say("\(setting.rawValue) 应是 https 网址，不带参数。", "\(setting.rawValue) should be an https address without parameters."), code: .unreadable)
    }
    settings.accountClaim = word(.oidcAccountClaim)
    settings.domain = word(.oidcDomain) == Self.none ? nil : word(.oidcDomain)
    settings.makesAccounts = word(.oidcMakesAccounts) == "on"
    settings.roleClaim = word(.oidcRoleClaim)
    for setting in [Setting.oidcMakesAccounts, .oidcAllowLoopback] where !["on", "off"].contains(word(setting)) {
      throw Trouble(
        say("\(setting.rawValue) 不能是“\(word(setting))”：应是 on 或 off。", "\(setting.rawValue) can't be “\(word(setting))”: on or off."), code: .unreadable)
    }
    return settings
  }

  private func read(_ path: String, _ setting: Setting) throws -> String {
    do { return try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines) } catch {
      throw Trouble(
        say("\(setting.rawValue)：\(path) 打不开，核对路径和权限。", "\(setting.rawValue): \(path) can't be opened; check path and permissions."), code: .unreadable)
    }
  }
}
