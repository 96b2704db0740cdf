# language: zh-CN
功能: 任务进程六步
  计划制定、任务生成、意见征集、任务排单、部门处置、任务办结；每一步都说得出等谁。

  @GX-4.4 @YX-2.8
  场景: 一年的计划从生成到办结
    假如 各部门报送了计划
    那么 还没有合并方案，已报计划的有3个部门
    当 联席办抽取并合并
    那么 到“generate”，等“office”
    当 联席办征集意见
    那么 到“consult”，等“departments”
    当 期限已过
    那么 到“consult”，等“office”
    当 联席办审定
    那么 到“schedule”，等“office”
    当 抽取执法人员并生成检查任务
    那么 到“schedule”，等“lead”
    当 发出全部通知
    那么 到“handle”，等“officers”
    当 全部检查办结
    那么 到“close”，等“nobody”
