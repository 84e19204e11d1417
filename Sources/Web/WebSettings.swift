/// What whoever runs the desk may choose about its HTTP door.
public struct WebSettings: Hashable, Sendable {
  /// The address to bind to. Loopback, unless somebody says otherwise.
  public var host = "127.0.0.1"
  /// 0 takes any free one.
  public var port = 8080
  /// Whether people come over TLS only, by a proxy before this: then browsers don't send the cookie of a session over anything else.
  public var isBehindTLS = false
  /// Bytes in a request's body.
  public var bodyLimit = 1 << 20
  /// Requests a second that one client may send on average.
  public var rate = 200.0
  /// Requests that one client may send at once.
  public var burst = 400.0
  /// Seconds that a request may take.
  public var timeLimit = 30.0
  /// Seconds after which a connection without requests is closed.
  public var idleLimit = 75.0

  /// Whether webhooks may go to this machine and private networks too, and to this machine without TLS.
  public var allowsLoopbackWebhooks = false
  /// Days for which the log of webhooks keeps what was done.
  public var webhookRetentionDays = 30

  /// What holds when nobody says anything.
  public init() {}
}
