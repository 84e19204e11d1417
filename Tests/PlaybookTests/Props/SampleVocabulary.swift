/// A vocabulary with something of every kind. Both have the same ids, so that a sentence and its translation bind to the same things.
let chineseVocabulary = """
  # 词汇

  ## 事实

  | id | 名称、别名 | 类型 | 取值（别名） | 来源 | 有效期 | 个人信息 |
  |---|---|---|---|---|---|---|
  | place | 餐品位置、位置 | 单选 | door 在门口、门口; shop 在店里; road 在路上 | 订单信号，询问 骑手（5 分钟） | 30 分钟 | |
  | consent | 用户同意 | 是否 | yes 同意; no 不同意 | 通话结果 | 本单 | |
  | fee | 配送费 | 金额 | | 客服 | | |
  | count | 件数 | 数字 | 件 | 【查件数】 | | |
  | reported | 上报时间 | 时间 | | 订单信号 | | |
  | lateness | 迟到时长 | 时长 | | 订单信号 | | |
  | remark | 备注内容 | 文字 | | 客服 | | 是 |
  | ruling | 责任方 | 单选 | rider 骑手责; user 用户责 | 客服 | | |

  ## 角色

  | id | 名称、别名 | 渠道 | 次序 |
  |---|---|---|---|
  | customer | 用户、顾客 | 电话 | 先 下单人，再 收货人（用户同意=同意） |
  | orderer | 下单人 | 电话 | |
  | recipient | 收货人 | 电话 | |
  | rider | 骑手 | 短信 | |
  | merchant | 商家 | 在线 | |

  ## 话术

  | id | 名称 | 渠道 | 语言 | 文字 |
  |---|---|---|---|---|
  | waiting | 等待话术 | 短信 | zh-CN | 您好，餐在{餐品位置}。 |
  | waiting | 等待话术 | 电话 | en | Your meal: {餐品位置}. |

  ## 动作

  | id | 名称 | 类别 | 对象 | 渠道 | 参数 | 结果 | 限时、重试 | 前提 | 话术 | 撤销 |
  |---|---|---|---|---|---|---|---|---|---|---|
  | text | 短信通知 | 联系 | 用户 | 短信 | | 已送达；失败 | 30 秒，3 次 | | 等待话术 | |
  | number | 提供号码 | 披露 | 商家 | | | 已提供；失败 | | 用户同意=同意 | | |
  | refund | 退款 | 资金 | 用户 | | amount 金额；reason 原因 | done 已退款；refused 被拒 ! | | | | |
  | count | 查件数 | 记录 | | | | | | | | 退款 |

  ## 事件

  | id | 名称、别名 | 带来 |
  |---|---|---|
  | called | 用户回电 | 用户同意=同意 |
  | photo | 照片上传 | |

  ## 跟单

  | id | 名称 | 流程 | 负责 | 间隔 | 期限 | 结果 |
  |---|---|---|---|---|---|---|
  | follow | 联系跟单 | #跟进 | 客服 | 15 分钟 | 2 小时 | reached 跟到了; over 期满 |

  ## 流程：跟进

  - 结论：跟到了

  """

let englishVocabulary = """
  # Vocabulary

  ## Facts

  | id | labels | type | values | sources | fresh for | personal |
  |---|---|---|---|---|---|---|
  | place | meal place, place | choice | door at the door, door; shop in the shop; road on the road | order signal, ask rider (5 min) | 30 min | |
  | consent | consent | flag | yes agreed; no refused it | contact's answer | case | |
  | fee | delivery fee | money | | agent | | |
  | count | pieces | number | pcs | [count pieces] | | |
  | reported | report time | time | | order signal | | |
  | lateness | lateness | duration | | order signal | | |
  | remark | remark | text | | agent | | yes |
  | ruling | liable | choice | rider rider liable; user user liable | agent | | |

  ## Parties

  | id | labels | channel | ladder |
  |---|---|---|---|
  | customer | customer, user | phone | first orderer, then recipient (consent = agreed) |
  | orderer | orderer | phone | |
  | recipient | recipient | phone | |
  | rider | rider | sms | |
  | merchant | merchant | online | |

  ## Messages

  | id | labels | channel | language | text |
  |---|---|---|---|---|
  | waiting | waiting words | sms | en | Your meal is {meal place}. |

  ## Actions

  | id | labels | kind | party | channel | parameters | outcomes | limit | requires | message | undo |
  |---|---|---|---|---|---|---|---|---|---|---|
  | text | text message | contact | customer | sms | | delivered; failed | 30 s, 3 attempts | | waiting words | |
  | number | give number | disclose | merchant | | | given; failed | | consent = agreed | | |
  | refund | refund | money | customer | | amount; reason | done paid back; refused turned down ! | | | | |
  | count | count pieces | record | | | | | | | | refund |

  ## Events

  | id | labels | brings |
  |---|---|---|
  | called | customer called back | consent = agreed |
  | photo | photo uploaded | |

  ## Follow-ups

  | id | labels | procedure | owner | interval | limit | outcomes |
  |---|---|---|---|---|---|---|
  | follow | contact follow-up | #chase | agent | 15 min | 2 h | reached got hold; over time over |

  ## Procedure: chase

  - Conclude: got hold

  """
