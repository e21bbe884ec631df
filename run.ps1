# Hands over to run.sh: TIME_WAIT is watched on Linux, on Windows inside WSL. Not tested on Windows.
if ($IsLinux) { & bash "$PSScriptRoot/run.sh" @args }
else { & wsl.exe --cd "$PSScriptRoot" bash ./run.sh @args }
exit $LASTEXITCODE
