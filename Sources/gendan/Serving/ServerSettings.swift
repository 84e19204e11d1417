import Configuration
import Desk
import Evidence
import Foundation
import Ledger
import Logging
import SystemPackage
import Web
import Yams

/// What a server was told, from all places, checked.
struct ServerSettings {
  let ledger: String
  let deskName: String
  let web: WebSettings
  let evidence: EvidenceSettings
  /// As it was said.
  let evidenceStore: String
  /// The path of the file of tenants; nil for one house.
  let tenants: String?
  /// For how many days closed cases stay in the ledger, by record class.
  let retentionDays: [RecordClass: Int]
  let access: AccessSettings
  /// The same for another store; a spool of its own has to be named for each.
  private let evidenceAt: @Sendable (_ store: String, _ name: String) throws -> EvidenceSettings
  /// The path of the file with the master key; nil for the one beside the ledger.
  let masterKeyFile: String?
  let logLevel: Logger.Level
  let logsJSON: Bool

  /// Reads flags, environment and file.
  ///
  /// - Parameters:
  ///   - flags: settings from the command line, by name.
  ///   - file: the path of the file; nil when there is none.
  /// - Throws: `Trouble` that names the setting and where it was said: an unknown name, or a value that can't be.
  init(flags: [String: String], environment: [String: String], file: String?) async throws {
    try Self.refuseUnknown(flags.keys, of: "--set") { $0 }
    // Others of ours begin the same; these sections are the server's.
    let sections = Set(Setting.allCases.map { $0.variable.split(separator: "_").prefix(2).joined(separator: "_") + "_" }).filter { $0 != "GENDAN_LEDGER_" }
    for name in environment.keys.sorted()
    where sections.contains(where: name.hasPrefix) && !Setting.allCases.contains(where: { $0.variable == name })
      && !EvidenceSettings.variables.contains(name) && name != AccessSettings.secretVariable
    {
      throw Trouble(
        say("环境变量 \(name) 不认识，核对名字：gendan serve --settings。", "The environment variable \(name) is unknown; check the name: gendan serve --settings."),
        code: .unreadable)
    }
    var providers: [any ConfigProvider] = [
      InMemoryProvider(
        values: Dictionary(uniqueKeysWithValues: flags.map { (AbsoluteConfigKey(ConfigKey($0.key)), ConfigValue(.string($0.value), isSecret: false)) })),
      EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "gendan"),
    ]
    if let file {
      try Self.refuseUnknown(in: file)
      do { providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(file))) } catch {
        throw Trouble(say("配置文件 \(file) 读不了：\(error)", "The configuration file \(file) can't be read: \(error)"), code: .unreadable)
      }
    }
    let reader = ConfigReader(providers: providers)
    func word(_ setting: Setting) -> String { reader.string(forKey: ConfigKey(setting.rawValue), default: setting.usual) }
    func number(_ setting: Setting, _ range: ClosedRange<Double>) throws -> Double {
      guard let number = Double(word(setting)), range.contains(number) else {
        throw Self.bad(
          setting, word(setting),
          say(
            "应是 \(Self.plain(range.lowerBound)) 到 \(Self.plain(range.upperBound)) 之间的数",
            "a number from \(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound))"))
      }
      return number
    }
    func choice(_ setting: Setting, _ words: [String]) throws -> String {
      let word = word(setting)
      guard words.contains(word) else {
        throw Self.bad(setting, word, say("应是 \(words.joined(separator: "、")) 之一", "one of \(words.joined(separator: ", "))"))
      }
      return word
    }
    ledger = word(.ledger)
    deskName = word(.deskName)
    var web = WebSettings()
    web.host = word(.host)
    web.port = Int(try number(.port, 0...65_535))
    web.isBehindTLS = try choice(.cookies, ["any", "https"]) == "https"
    web.bodyLimit = Int(try number(.bodyLimit, 1_024...1e9))
    web.rate = try number(.rate, 0.1...1e6)
    web.burst = try number(.burst, 1...1e6)
    web.timeLimit = try number(.timeLimit, 0.1...3_600)
    web.idleLimit = try number(.idleLimit, 1...86_400)
    web.allowsLoopbackWebhooks = try choice(.webhooksAllowLoopback, ["on", "off"]) == "on"
    web.webhookRetentionDays = Int(try number(.webhooksRetention, 1...3_650))
    self.web = web
    var limits = EvidenceLimits()
    limits.picture = Int64(try number(.evidencePictureLimit, 1_024...1e10))
    limits.video = Int64(try number(.evidenceVideoLimit, 1_024...1e10))
    limits.document = Int64(try number(.evidenceDocumentLimit, 1_024...1e10))
    let (spool, region, most) = (word(.evidenceSpool), word(.evidenceRegion), limits)
    evidenceStore = word(.evidenceStore)
    evidence = try EvidenceSettings(store: evidenceStore, spool: spool, region: region, limits: most, environment: environment)
    evidenceAt = { store, name in
      try EvidenceSettings(store: store, spool: "\(spool)/\(name)", region: region, limits: most, environment: environment)
    }
    tenants = word(.tenants) == TenantsFile.none ? nil : word(.tenants)
    access = AccessSettings(word, environment: environment)
    masterKeyFile = word(.masterKeyFile) == MasterKeys.none ? nil : word(.masterKeyFile)
    // Less isn't taken: complaints are kept for half a year, what belongs to a transaction for three.
    retentionDays = [
      .complaint: Int(try number(.retentionComplaint, 184...36_500)), .transaction: Int(try number(.retentionTransaction, 1_096...36_500)),
    ]
    let levels = Logger.Level.allCases.map(\.rawValue)
    logLevel = Logger.Level(rawValue: try choice(.logLevel, levels)) ?? .info
    logsJSON = try choice(.logFormat, ["json", "text"]) == "json"
  }

  /// What each desk behind the port has of its own: one house, or those of the file of tenants.
  /// - Throws: `Trouble` when the file can't be read or used.
  func houses() throws -> [HouseSettings] {
    guard let tenants else { return [HouseSettings(tenant: nil, hosts: [], ledger: ledger, evidence: evidence, access: access)] }
    return try TenantsFile(tenants).tenants.map { tenant in
      HouseSettings(
        tenant: tenant.id, hosts: tenant.hosts, ledger: tenant.ledger, evidence: try evidenceAt(tenant.evidence, tenant.id), access: tenant.access)
    }
  }

  private static func bad(_ setting: Setting, _ word: String, _ rule: String) -> Trouble {
    Trouble(
      say("\(setting.rawValue) 不能是“\(word)”：\(rule)（\(setting.meaning)）。", "\(setting.rawValue) can't be “\(word)”: \(rule) (\(setting.meaning))."),
      code: .unreadable)
  }

  private static func plain(_ number: Double) -> String { number == number.rounded() ? String(Int64(number)) : String(number) }

  private static func refuseUnknown(_ names: some Sequence<String>, of place: String, where shown: (String) -> String) throws {
    for name in names.sorted() where Setting(rawValue: name) == nil {
      throw Trouble(
        say(
          "\(place)：不认识的设置 \(shown(name))，核对名字：gendan serve --settings。",
          "\(place): the setting \(shown(name)) is unknown; check the name: gendan serve --settings."),
        code: .unreadable)
    }
  }

  /// The library reads what it is asked for; a name that is written wrongly would be left unread.
  private static func refuseUnknown(in file: String) throws {
    let text: String
    do { text = try String(contentsOfFile: file, encoding: .utf8) } catch {
      throw Trouble(say("配置文件 \(file) 打不开：核对路径和权限。", "The configuration file \(file) can't be opened: check path and permissions."), code: .unreadable)
    }
    let node: Node?
    do { node = try Yams.compose(yaml: text) } catch {
      throw Trouble(say("配置文件 \(file) 不是 YAML：\(error)", "The configuration file \(file) is no YAML: \(error)"), code: .unreadable)
    }
    guard let node else { return }
    try refuseUnknown(node, file, [])
  }

  private static func refuseUnknown(_ node: Node, _ file: String, _ path: [String]) throws {
    let name = path.joined(separator: ".")
    guard let mapping = node.mapping else {
      let line = node.mark.map { ":\($0.line)" } ?? ""
      guard !path.isEmpty, node.scalar != nil else {
        throw Trouble(say("\(file)\(line)：应写成“名字: 值”。", "\(file)\(line): write “name: value”."), code: .unreadable)
      }
      return try refuseUnknown([name], of: file + line) { $0 }
    }
    for (key, value) in mapping { try refuseUnknown(value, file, path + [key.string ?? ""]) }
  }
}
