"""What an auditor would ask about rules that load: what no one can earn, what nobody answers for, what rests on nothing."""
