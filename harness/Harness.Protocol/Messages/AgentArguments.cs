namespace Harness.Protocol.Messages;

/// <summary>What an agent's command line may say. What it says holds for the process, whatever its requests say later.</summary>
public static class AgentArguments
{
    /// <summary>The agent stands on a machine that others use: it takes part in runs on hosts, and in nothing else.</summary>
    public const string OnHost = "--on-host";
}
