using System.Reflection;
using Harness.Agent;
using Harness.Protocol.Messages;

AgentLoop.Run(Assembly.GetExecutingAssembly().GetName().Version!.ToString(3), AgentBuild.Native, engines: [], args);
