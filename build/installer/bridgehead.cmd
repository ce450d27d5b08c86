@"%~dp0node.exe" "%~dp0cli\main.mjs" %*
