/// Everything about a server that may be chosen, by the name it has in the file.
///
/// Told by a flag, by an environment variable (`http.port` is `GENDAN_HTTP_PORT`), by the file, or not at all: the first of these counts. docs/operating.md has the
/// same table.
enum Setting: String, CaseIterable {
  case ledger
  case tenants
  case deskName = "desk.name"
  case host = "http.host"
  case port = "http.port"
  case cookies = "http.cookies"
  case bodyLimit = "http.body-limit"
  case rate = "http.rate"
  case burst = "http.burst"
  case timeLimit = "http.time-limit"
  case idleLimit = "http.idle-limit"
  case webhooksAllowLoopback = "webhooks.allow-loopback"
  case webhooksRetention = "webhooks.retention-days"
  case evidenceStore = "evidence.store"
  case evidenceSpool = "evidence.spool"
  case evidenceRegion = "evidence.region"
  case evidencePictureLimit = "evidence.picture-limit"
  case evidenceVideoLimit = "evidence.video-limit"
  case evidenceDocumentLimit = "evidence.document-limit"
  case jwtIssuer = "access.jwt.issuer"
  case jwtAudience = "access.jwt.audience"
  case jwtKeys = "access.jwt.keys"
  case oidcIssuer = "access.oidc.issuer"
  case oidcClient = "access.oidc.client-id"
  case oidcSecretFile = "access.oidc.secret-file"
  case oidcRedirect = "access.oidc.redirect"
  case oidcAccountClaim = "access.oidc.account-claim"
  case oidcDomain = "access.oidc.domain"
  case oidcMakesAccounts = "access.oidc.makes-accounts"
  case oidcRoleClaim = "access.oidc.role-claim"
  case oidcAllowLoopback = "access.oidc.allow-loopback"
  case masterKeyFile = "privacy.master-key-file"
  case retentionComplaint = "retention.complaint-days"
  case retentionTransaction = "retention.transaction-days"
  case logLevel = "log.level"
  case logFormat = "log.format"

  /// What holds when nobody says anything.
  var usual: String {
    switch self {
    case .ledger: LedgerOption.usual
    case .tenants: TenantsFile.none
    case .deskName: "gendan-serve"
    case .host: "127.0.0.1"
    case .port: "8080"
    case .cookies: "any"
    case .bodyLimit: "1048576"
    case .rate: "200"
    case .burst: "400"
    case .timeLimit: "30"
    case .idleLimit: "75"
    case .webhooksAllowLoopback: "off"
    case .webhooksRetention: "30"
    case .evidenceStore: "folder:.gendan/evidence"
    case .evidenceSpool: ".gendan/evidence-spool"
    case .evidenceRegion: "us-east-1"
    case .evidencePictureLimit: "20971520"
    case .evidenceVideoLimit: "209715200"
    case .evidenceDocumentLimit: "10485760"
    case .jwtIssuer, .jwtAudience, .jwtKeys: AccessSettings.none
    case .oidcIssuer, .oidcClient, .oidcSecretFile, .oidcRedirect, .oidcDomain: AccessSettings.none
    case .oidcAccountClaim: "preferred_username"
    case .oidcMakesAccounts, .oidcAllowLoopback: "off"
    case .oidcRoleClaim: "gendan_role"
    case .masterKeyFile: MasterKeys.none
    case .retentionComplaint, .retentionTransaction: "1096"
    case .logLevel: "info"
    case .logFormat: "json"
    }
  }

  var meaning: String {
    switch self {
    case .ledger: say("账本：sqlite:路径", "the ledger: sqlite:PATH")
    case .tenants: say("几家公司共用一个端口时，租户文件的路径；none 为只有一家", "the path of the file of tenants, where several companies share a port; none has one")
    case .deskName: say("服务台的名字，同一账本上各台不能重名", "the desk's name: desks on one ledger have different ones")
    case .host: say("监听的地址，默认只对本机", "the address to bind to; loopback only by default")
    case .port: say("监听的端口，0 为任意空闲端口", "the port; 0 takes any free one")
    case .cookies: say("登录的 cookie 走哪里：any，或 https（前面有 TLS 时）", "where the cookie of a log-in goes: any, or https (behind TLS)")
    case .bodyLimit: say("请求内容最多多少字节", "bytes in a request's body")
    case .rate: say("每个客户端平均每秒多少次请求", "requests a second for each client, on average")
    case .burst: say("每个客户端一口气最多多少次", "requests at once for each client")
    case .timeLimit: say("一次请求最多多少秒", "seconds that a request may take")
    case .idleLimit: say("空闲连接多少秒后断开", "seconds after which an idle connection is closed")
    case .webhooksAllowLoopback:
      say("webhook 能不能发到本机和内网：on 或 off", "whether webhooks may go to this machine and private networks: on or off")
    case .webhooksRetention: say("webhook 的记录保留多少天", "days for which the log of webhooks is kept")
    case .evidenceStore: say("证据文件放哪里：folder:路径，或 s3:https://主机/桶", "where files of evidence are kept: folder:PATH or s3:https://HOST/BUCKET")
    case .evidenceSpool: say("用 s3 时，文件先到哪个文件夹", "with s3: the folder where files arrive")
    case .evidenceRegion: say("s3 的区域", "the region of s3")
    case .evidencePictureLimit: say("一张图片最多多少字节", "bytes of a picture")
    case .evidenceVideoLimit: say("一段视频最多多少字节", "bytes of a video")
    case .evidenceDocumentLimit: say("一份文档最多多少字节", "bytes of a document")
    case .jwtIssuer: say("程序用的 JWT 由谁签发（iss），none 为不收", "who issues JWTs for programs (iss); none takes no JWT")
    case .jwtAudience: say("程序用的 JWT 发给谁（aud）", "whom JWTs for programs are issued to (aud)")
    case .jwtKeys: say("签发者公钥（JWKS）文件的路径", "the path of the file with the issuer's public keys (JWKS)")
    case .masterKeyFile:
      say("主密钥的文件，none 为账本旁边的 .key", "the file with the master key; none for the .key beside the ledger")
    case .retentionComplaint:
      say("投诉工单关单后在账本里留多少天，至少半年（184 天）", "days that complaints stay in the ledger behind their closing; half a year (184) at least")
    case .retentionTransaction:
      say(
        "涉及订单或钱的工单关单后在账本里留多少天，至少三年（1096 天）",
        "days that cases about orders or money stay in the ledger behind their closing; three years (1096) at least")
    case .oidcIssuer: say("身份提供方（OpenID Connect），none 为不接", "the identity provider (OpenID Connect); none has none")
    case .oidcClient: say("我们在身份提供方那里的 client id", "our client id at the provider")
    case .oidcSecretFile: say("client secret 文件的路径，或用环境变量给", "the path of the file with our client secret, unless the environment has it")
    case .oidcRedirect: say("浏览器看到的本服务地址，如 https://desk.example", "our address as browsers see it: https://desk.example")
    case .oidcAccountClaim: say("哪个 claim 是登录名", "the claim that names the account")
    case .oidcDomain: say("登录名是邮箱时，@ 后面应是什么", "what stands behind the @ of a name that is an e-mail address")
    case .oidcMakesAccounts: say("有角色、还没有账号的人是否自动建账号：on 或 off", "whether who has a role and no account gets one: on or off")
    case .oidcRoleClaim: say("新账号的角色取自哪个 claim", "the claim with the role of a new account")
    case .oidcAllowLoopback: say("身份提供方能不能在本机、不用 TLS：on 或 off", "whether the provider may be on this machine without TLS: on or off")
    case .logLevel: say("日志级别：trace 到 critical", "trace, debug, info, notice, warning, error or critical")
    case .logFormat: say("日志格式：json 或 text", "json or text")
    }
  }

  var variable: String { "GENDAN_" + String(rawValue.uppercased().map { $0 == "." || $0 == "-" ? "_" : $0 }) }
}
