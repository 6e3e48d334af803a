@"%~dp0..\python\python.exe" -m loudi_qa %*
